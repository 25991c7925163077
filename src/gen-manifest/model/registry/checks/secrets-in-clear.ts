/** Secrets among the jobs' properties that stand in clear in a settings file or on the command line. */
import type { Finding, Step } from '../../../errors.js';
import { secretsIn } from '../../../settings/jobs/secrets.js';
import { placeOf } from '../../../settings/layers.js';
import { isMap, type YamlValue } from '../../../yaml-value.js';
import { type ReleaseCheck, services } from './check.js';

export const secretsInClear: ReleaseCheck = ({ release }) =>
  [...services(release), ...release.errands].flatMap(({ given }) =>
    given.all.flatMap(({ property, found }) =>
      secretsIn(property.schema, found.value)
        .filter(({ value }) => isInClear(value))
        .map(({ path }): Finding => {
          const where = found.origin.kind === 'set' ? 'on the command line' : 'in a settings file';
          const at = [found.path, ...path].join('.');
          return {
            code: 'plain-secret',
            severity: 'warning',
            message: `${at} is a secret, in clear ${where}`,
            hint: `write ((${variableName([given.group, property.name, ...path])})) instead, and give its value when deploying`,
            place: placeOf(found, path),
          };
        }),
    ),
  );

function isInClear(value: YamlValue): boolean {
  if (typeof value === 'string') return value !== '' && !value.includes('((');
  if (Array.isArray(value)) return value.some(isInClear);
  return isMap(value) && Object.values(value).some(isInClear);
}

/** A name for the variable, such as `registry_users_bob_passwords`. */
function variableName(path: readonly Step[]): string {
  return path
    .join('.')
    .replace('.properties.', '.')
    .replace(/[^\w]+/g, '_');
}
