/** Certificates that are set to null, which is for deployments without TLS, while TLS is on. */
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

const required = Object.entries<Declaration>(propertyOverrides)
  .filter(([, declaration]) => declaration['x-required'] === true)
  .map(([path]) => path);

export const tlsMaterial: Check = ({ loaded: { settings } }) =>
  required.flatMap((path) => {
    const found = settings.find(`property_overrides.${path}`);
    if (!found || found.value !== null) return [];
    const job = path.slice(0, path.indexOf('.'));
    const tls = settings.value(`property_overrides.${job}.require_ssl`);
    if (tls !== undefined && tls !== null && tls !== true) return [];
    return [
      {
        code: 'missing' as const,
        severity: 'warning' as const,
        message: `${path} is null, and ${job}.require_ssl is not false: ${job} will not be deployed without it`,
        hint: `set ${path}, or set ${job}.require_ssl to false`,
        place: placeOf(found),
      },
    ];
  });
