/** The properties of a job as templates/jobs/shared/check-properties.rb.hbs reads them: JSON, one a line. */
import { GenManifestError } from '../errors.js';
import type { JobProperty, SchemaNode } from './property-schema.js';

/** What the check needs of a rule; the rest is for people, or for a Director alone. */
const rule = new Set([
  ...['type', 'enum', 'minimum', 'maximum', 'multipleOf', 'pattern', 'minLength', 'maxLength'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems'],
  ...['properties', 'additionalProperties', 'propertyNames', 'required', 'default', 'x-allowed', 'x-secret'],
]);
const others = new Set([
  'description',
  'examples',
  'x-config',
  'x-transform',
  'x-unit',
  'x-when',
  'x-required',
  'x-needs',
]);

/** The table; the text is a Ruby heredoc within ERB, so it may hold neither its end nor ERB's marks. */
export function propertyTable(properties: readonly JobProperty[]): string {
  const rows = properties.map(({ name, schema, when }) =>
    JSON.stringify({
      name,
      rule: rules(name, schema),
      ...(Object.keys(when).length > 0 && { when }),
      ...(schema['x-required'] && { required: true }),
      ...(schema['x-needs'] !== undefined && { needs: schema['x-needs'] }),
      ...(schema['x-config'] !== false && { config: schema['x-config'] }),
      ...(schema['x-transform'] && { transform: schema['x-transform'] }),
      ...(schema['x-unit'] !== undefined && { unit: schema['x-unit'] }),
    }),
  );
  const table = `[\n${rows.join(',\n')}\n]`;
  if (/<%|%>|[^\n -~]/.test(table)) throw refused('the properties hold <%, %> or a character that is not ASCII');
  return table;
}

function rules(name: string, node: SchemaNode): Record<string, unknown> {
  const unknown = Object.keys(node).filter((keyword) => !rule.has(keyword) && !others.has(keyword));
  if (unknown.length > 0)
    throw refused(`${name} uses ${unknown.join(', ')}, which check-properties.rb.hbs does not know`);
  return Object.fromEntries(
    Object.entries(node)
      .filter(([keyword]) => rule.has(keyword))
      .map(([keyword, value]) => [keyword, nested(name, keyword, value)]),
  );
}

/** Schemas within a schema: of list items, of keys and of values. */
function nested(name: string, keyword: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (keyword === 'items' || keyword === 'additionalProperties' || keyword === 'propertyNames') {
    return rules(name, value as SchemaNode);
  }
  if (keyword !== 'properties') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, rules(`${name}.${key}`, child as SchemaNode)]),
  );
}

function refused(message: string): GenManifestError {
  return new GenManifestError([{ code: 'not-allowed', severity: 'error', message }]);
}
