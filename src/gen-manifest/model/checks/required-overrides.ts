/** Overrides that upstream's templates stop without, once any property overrides are given. */
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import type { Check } from './check.js';

const descriptions: ReadonlyMap<string, string> = new Map(
  Object.entries<Declaration>(propertyOverrides).map(([path, { description }]) => [path, description]),
);

export const requiredOverrides: Check = ({ loaded, deployment, needsOverrides }) => {
  const section = loaded.sections.property_overrides;
  if (!section || !needsOverrides) return [];
  return deployment.diego.requires
    .filter((path) => loaded.settings.value(`property_overrides.${path}`) === undefined)
    .map((path) => ({
      code: 'missing',
      severity: 'error',
      message: `property_overrides has no ${path}, which Diego needs`,
      hint: [descriptions.get(path), 'where TLS is off (require_ssl: false) set it to null'].filter(Boolean).join('; '),
      place: { file: section.source.file, path: ['property_overrides', ...path.split('.')] },
    }));
};
