/** Certificates that are set to null, which is for deployments without TLS, while TLS is on. */
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

/** Certificates that upstream's generator stops without, and those of etcd that its job does not start without. */
const needed = Object.entries<Declaration>(propertyOverrides)
  .filter(
    ([path, declaration]) =>
      declaration['x-required'] === true || (path.startsWith('etcd.') && declaration['x-unset'] === true),
  )
  .map(([path]) => path);

/** The switch of the TLS that a certificate is for: etcd has one for its peers alone. */
function switchOf(path: string): string {
  return path.startsWith('etcd.peer_') ? 'etcd.peer_require_ssl' : `${path.slice(0, path.indexOf('.'))}.require_ssl`;
}

export const tlsMaterial: Check = ({ loaded: { settings } }) =>
  needed.flatMap((path) => {
    const found = settings.find(`property_overrides.${path}`);
    if (!found || found.value !== null) return [];
    const job = path.slice(0, path.indexOf('.'));
    const tlsSwitch = switchOf(path);
    const tls = settings.value(`property_overrides.${tlsSwitch}`);
    if (tls !== undefined && tls !== null && tls !== true) return [];
    return [
      {
        code: 'missing' as const,
        severity: 'warning' as const,
        message: `${path} is null, and ${tlsSwitch} is not false: ${job} will not be deployed without it`,
        hint: `set ${path}, or set ${tlsSwitch} to false`,
        place: placeOf(found),
      },
    ];
  });
