/** Overrides that upstream's templates stop without, once any property overrides are given. */
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import type { Check } from './check.js';

export const requiredOverrides: Check = ({ loaded, needsOverrides }) => {
  const section = loaded.sections.property_overrides;
  if (!section || !needsOverrides) return [];
  return Object.entries<Declaration>(propertyOverrides)
    .filter(
      ([path, { 'x-required': required }]) =>
        required && loaded.settings.value(`property_overrides.${path}`) === undefined,
    )
    .map(([path, { description }]) => ({
      code: 'missing',
      severity: 'error',
      message: `property_overrides has no ${path}, which Diego needs`,
      hint: `${description}; where TLS is off (require_ssl: false) set it to null`,
      place: { file: section.source.file, path: ['property_overrides', ...path.split('.')] },
    }));
};
