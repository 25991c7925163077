/** Where secrets stand in a property's value, by the marks of its schema, whatever they are called. */
import type { Step } from '../../errors.js';
import { isMap, isVariable, type YamlMap, type YamlValue } from '../../yaml-value.js';
import type { SchemaNode } from './schema.js';

/** A secret within a value. */
export interface FoundSecret {
  readonly path: readonly Step[];
  readonly value: YamlValue;
}

/**
 * The secrets in a value: where a secret has parts that are marked as secrets, as users have their passwords, those
 * alone. A variable and null hold none.
 */
export function secretsIn(schema: SchemaNode, value: YamlValue, path: readonly Step[] = []): FoundSecret[] {
  if (value === null || isVariable(value)) return [];
  const parts = partsOf(schema, value);
  if (schema['x-secret'] === true && !parts.some(([, part]) => hasSecret(part))) return [{ path, value }];
  return parts.flatMap(([step, part, child]) => secretsIn(part, child, [...path, step]));
}

function partsOf(schema: SchemaNode, value: YamlValue): [Step, SchemaNode, YamlValue][] {
  if (Array.isArray(value)) {
    const items = nodeIn(schema['items']);
    return items ? value.map((item, index) => [index, items, item]) : [];
  }
  if (!isMap(value)) return [];
  const { properties = {} } = schema;
  return Object.entries(value).flatMap(([key, child]): [Step, SchemaNode, YamlValue][] => {
    const part = Object.hasOwn(properties, key) ? properties[key] : nodeIn(schema['additionalProperties']);
    return part ? [[key, part, child]] : [];
  });
}

function hasSecret(schema: SchemaNode): boolean {
  const below = [...Object.values(schema.properties ?? {}), schema['items'], schema['additionalProperties']];
  const nodes = below.map(nodeIn).filter((node) => node !== undefined);
  return schema['x-secret'] === true || nodes.some(hasSecret);
}

/** A part of a schema that is a schema itself, and not `true` or `false`. */
export function nodeIn(value: unknown): SchemaNode | undefined {
  return isMap(value as YamlMap) ? (value as SchemaNode) : undefined;
}
