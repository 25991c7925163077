/**
 * JSON Schema of a job's properties as settings: the job's own, where a ((variable)) may stand for any value,
 * since the job sees it only when BOSH has filled it, and where a section may be null, as any group of settings.
 */
import { type JsonSchema, wholeVariable } from '../json-schema.js';
import { variablePattern } from '../../yaml-value.js';
import type { ReleaseJobName } from './groups.js';
import type { SchemaNode } from './schema.js';
import { jobSchemas } from './schemas.js';

/** The rule of a text that has a variable in it. */
const withVariable = { type: 'string', pattern: variablePattern };

const rules = ['type', 'enum', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'pattern'];
const listRules = ['minItems', 'maxItems', 'uniqueItems', 'required', 'propertyNames'];
const annotations = ['description', 'default', 'examples'];

/** The schema of a job's properties. */
export function jobJsonSchema(job: ReleaseJobName): JsonSchema {
  return section(jobSchemas[job]);
}

function section(node: SchemaNode): JsonSchema {
  const children = Object.entries(node.properties ?? {}).map(([name, child]) => [name, part(child)]);
  return {
    ...picked(node, ['description']),
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(children),
  };
}

function part(node: SchemaNode): JsonSchema {
  if (node['x-config'] === undefined) return section(node);
  return { ...picked(node, annotations), ...orVariable(node) };
}

/** The rules of a value, or a variable in its place; at any depth. */
function orVariable(node: SchemaNode): JsonSchema {
  const own: JsonSchema = { ...picked(node, [...rules, ...listRules]), ...nested(node) };
  if ('propertyNames' in own) own['propertyNames'] = picked(own['propertyNames'] as SchemaNode, rules);
  const types = [node.type ?? []].flat();
  if (!types.includes('string')) return { anyOf: [own, wholeVariable] };
  const free = ['enum', 'minLength', 'maxLength', 'pattern'].every((rule) => node[rule] === undefined);
  return free ? own : { anyOf: [own, withVariable] };
}

function nested(node: SchemaNode): JsonSchema {
  const { items, additionalProperties, properties } = node;
  return {
    ...(isNode(items) && { items: orVariable(items) }),
    ...(isNode(additionalProperties)
      ? { additionalProperties: orVariable(additionalProperties) }
      : typeof additionalProperties === 'boolean' && { additionalProperties }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, orVariable(child)])),
    }),
  };
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null;
}

function picked(node: SchemaNode, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(node).filter(([keyword]) => keywords.includes(keyword)));
}
