/** The reference of a job's properties, jobs/<job>/README.md: what the schema says, in words. */
import type { YamlValue } from '../yaml-value.js';
import type { Job } from './jobs.js';
import type { JobProperty, SchemaNode } from './property-schema.js';

/** What templates/docs/job.md.hbs shows. */
export interface PropertyReference {
  readonly name: string;
  readonly description: string;
  readonly links: readonly string[];
  readonly sections: readonly { readonly title: string; readonly properties: readonly ReferenceEntry[] }[];
}

interface ReferenceEntry {
  readonly name: string;
  readonly description: string;
  readonly facts: readonly string[];
}

/** The reference of a job as Handlebars gets it: its properties in tables, by section. */
export function propertyReference(
  job: Job,
  description: string,
  properties: readonly JobProperty[],
): PropertyReference {
  const sections = new Map<string, ReferenceEntry[]>([['', []]]);
  for (const property of properties) {
    const title = property.name.includes('.') ? property.name.slice(0, property.name.lastIndexOf('.')) : '';
    const entries = sections.get(title) ?? [];
    sections.set(title, [...entries, entryOf(property)]);
  }
  const links = [
    ...(job.provides ?? []).map(({ name, about }) => `Provides the link \`${name}\`: ${about}.`),
    ...(job.consumes ?? []).map(({ name, about }) => `Consumes the link \`${name}\`: ${about}.`),
  ];
  return {
    name: job.name,
    description,
    links,
    sections: [...sections].map(([title, entries]) => ({ title, properties: entries })),
  };
}

function entryOf({ name, schema, when }: JobProperty): ReferenceEntry {
  const conditions = Object.entries(when).map(([other, value]) => `\`${other}\` is ${code(value)}`);
  const facts = [
    `Allowed: ${allowed(schema)}`,
    ...(schema.default === undefined ? [] : [`Default: ${code(schema.default)}`]),
    ...(conditions.length === 0
      ? []
      : [`Counts while ${conditions.join(' and ')}${schema['x-required'] ? '; required then' : ''}`]),
    ...(schema['x-needs'] === undefined ? [] : [`Needs \`${schema['x-needs']}\` as well`]),
    ...(schema['x-secret'] ? ['Secret: give it as a BOSH variable'] : []),
    ...(schema.examples?.[0] === undefined ? [] : [`Example: ${code(schema.examples[0])}`]),
    ...(schema['x-config'] ? [`Distribution's own name: \`${schema['x-config']}\``] : []),
  ];
  return { name, description: schema.description ?? '', facts };
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

function allowed({ type, enum: values, minimum, maximum, multipleOf, 'x-allowed': pattern }: SchemaNode): string {
  if (values)
    return values
      .filter((value) => value !== null)
      .map(code)
      .join(', ');
  if (pattern !== undefined) return pattern;
  const types = [type ?? []].flat().filter((one) => one !== 'null');
  const upTo = maximum === undefined ? '' : ` to ${maximum}`;
  const range = minimum === undefined ? '' : ` from ${minimum}${upTo}`;
  const multiple = multipleOf === undefined ? '' : `, a multiple of ${multipleOf}`;
  return types.map((one) => words[one] ?? one).join(' or ') + range + multiple;
}

function code(value: YamlValue): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
