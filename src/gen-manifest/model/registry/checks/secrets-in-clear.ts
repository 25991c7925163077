/** Secrets among the jobs' properties that stand in clear in a settings file or on the command line. */
import type { Finding } from '../../../errors.js';
import type { SchemaNode } from '../../../settings/jobs/schema.js';
import { placeOf } from '../../../settings/layers.js';
import { isMap, isVariable, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import { type ReleaseCheck, services } from './check.js';

export const secretsInClear: ReleaseCheck = ({ release }) =>
  [...services(release), ...release.errands].flatMap(({ given }) =>
    given.all.flatMap(({ property, found }) =>
      inClear(property.schema, found.value, []).map((path): Finding => {
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

/** The paths of secrets below a value: where a secret has parts that are declared as secrets, those alone. */
function inClear(schema: SchemaNode, value: YamlValue, path: readonly (string | number)[]): (string | number)[][] {
  if (value === null || isVariable(value)) return [];
  const parts = partsOf(schema, value);
  if (schema['x-secret'] === true && !parts.some(([, part]) => hasSecret(part))) {
    return isInClear(value) ? [[...path]] : [];
  }
  return parts.flatMap(([step, part, child]) => inClear(part, child, [...path, step]));
}

function partsOf(schema: SchemaNode, value: YamlValue): [string | number, SchemaNode, YamlValue][] {
  if (Array.isArray(value)) {
    const items = schema['items'] as SchemaNode | undefined;
    return items ? value.map((item, index) => [index, items, item]) : [];
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const part = schema.properties?.[key] ?? schema['additionalProperties'];
    return isMap(part as YamlMap) ? [[key, part as SchemaNode, child]] : [];
  });
}

function hasSecret(schema: SchemaNode): boolean {
  const below = [...Object.values(schema.properties ?? {}), schema['items'], schema['additionalProperties']];
  return schema['x-secret'] === true || below.some((part) => isMap(part as YamlMap) && hasSecret(part as SchemaNode));
}

function isInClear(value: YamlValue): boolean {
  if (typeof value === 'string') return value !== '' && !value.includes('((');
  if (Array.isArray(value)) return value.some(isInClear);
  return isMap(value) && Object.values(value).some(isInClear);
}

/** A name for the variable, such as `registry_users_bob_passwords`. */
function variableName(path: readonly (string | number)[]): string {
  return path
    .join('.')
    .replace('.properties.', '.')
    .replace(/[^\w]+/g, '_');
}
