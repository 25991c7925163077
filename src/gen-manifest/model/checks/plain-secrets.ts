/** Secrets in clear in a settings file or in `--set`: they work, and they are where others can read them. */
import type { Finding } from '../../errors.js';
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { placeOf } from '../../settings/layers.js';
import { isVariable, type YamlValue } from '../../yaml-value.js';
import type { Check } from './check.js';

const secrets = Object.entries<Declaration>(propertyOverrides)
  .filter(([, declaration]) => declaration['x-secret'] === true)
  .map(([path]) => path);

/** Stubs of upstream's generator are left alone: that generator knows no variables. */
export const plainSecrets: Check = ({ loaded: { settings } }) =>
  secrets.flatMap((path): Finding[] => {
    const found = settings.find(`property_overrides.${path}`);
    if (!found || found.origin.kind === 'stub' || !isInClear(found.value)) return [];
    const where = found.origin.kind === 'set' ? 'on the command line' : 'in a settings file';
    return [
      {
        code: 'plain-secret',
        severity: 'warning',
        message: `property_overrides.${path} is a secret, in clear ${where}`,
        hint: `write ((${path.replaceAll('.', '_')})) instead, and give its value when deploying`,
        place: placeOf(found),
      },
    ];
  });

/** True where any text of a value is not a variable; labels beside a passphrase count for little. */
function isInClear(value: YamlValue): boolean {
  if (typeof value === 'string') return value !== '' && !isVariable(value);
  if (Array.isArray(value)) return value.some(isInClear);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).some(([key, child]) => key !== 'label' && isInClear(child));
  }
  return false;
}
