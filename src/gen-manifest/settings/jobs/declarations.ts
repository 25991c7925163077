/** The jobs' properties as settings: `registry.properties.log.level` and the like, from the jobs' own schemas. */
import type { Declaration, SchemaType } from '../../foundations/declaration.js';
import { type PropertyGroup, propertyGroupNames, propertyGroups, type ReleaseJobName } from './groups.js';
import { type JobProperty, propertiesBelow, type SchemaNode } from './schema.js';
import { jobSchemas } from './schemas.js';

/** The properties of one job, in the order of its schema. */
export function propertiesOf(job: ReleaseJobName): readonly JobProperty[] {
  const known = read.get(job) ?? [...propertiesBelow(jobSchemas[job])];
  read.set(job, known);
  return known;
}

const read = new Map<ReleaseJobName, readonly JobProperty[]>();

/** The settings of one group as properties of `job`, by their whole path. */
export function settingsOf(group: PropertyGroup, job: ReleaseJobName): [string, Declaration][] {
  return propertiesOf(job).map(({ name, schema }) => [
    `${group}.${name}`,
    { ...declarationOf(schema), 'x-ends-up-in': [`registry: properties.${name} of the job ${job}`] },
  ]);
}

/** Every property that can be set, by its whole path; where two jobs may be meant, the first one's meaning. */
export function jobSettings(): ReadonlyMap<string, Declaration> {
  const all = propertyGroupNames.flatMap((group) =>
    [...propertyGroups[group]].reverse().flatMap((job: ReleaseJobName) => settingsOf(group, job)),
  );
  return new Map(all);
}

/** What a setting says of a property; null, which stands for no value, is no type of a setting. */
export function declarationOf(schema: SchemaNode): Declaration {
  const types = [schema.type ?? []].flat().filter((type): type is SchemaType => type !== 'null');
  const allowed = schema['x-allowed'] ?? lengthWords(schema);
  return {
    ...withoutUndefined({
      'x-job-default': schema.default,
      examples: schema.examples,
      enum: schema.enum?.filter((choice) => choice !== null),
      minimum: schema.minimum,
      maximum: schema.maximum,
      items: schema['items'] as object | undefined,
      'x-unit': schema['x-unit'],
      'x-allowed': allowed,
      'x-secret': schema['x-secret'],
    }),
    type: types.length === 1 ? (types[0] as SchemaType) : types,
    description: (schema.description ?? '').replace(/\.$/, ''),
  };
}

type Defined<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

function withoutUndefined<Fields extends object>(fields: Fields): Partial<Defined<Fields>> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<Defined<Fields>>;
}

function lengthWords({ minLength, maxLength }: SchemaNode): string | undefined {
  if (typeof minLength !== 'number') return undefined;
  return typeof maxLength === 'number'
    ? `a text of ${minLength} to ${maxLength} characters`
    : `a text of at least ${minLength} character${minLength === 1 ? '' : 's'}`;
}
