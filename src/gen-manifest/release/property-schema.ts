/** What this project wants of a job's properties_schema.json, beyond JSON Schema (settings/jobs/schema.ts). */
import { GenManifestError } from '../errors.js';
import { type JobProperty, propertiesBelow, type SchemaNode } from '../settings/jobs/schema.js';

export type { JobProperty, SchemaNode };

/** The properties of a job, in the order of the schema. `file` is named in errors. */
export function jobProperties(file: string, schema: SchemaNode): JobProperty[] {
  const found = [...propertiesBelow(schema)];
  const problems = found.flatMap((property) => mistakes(property, found));
  if (problems.length > 0) {
    throw new GenManifestError(
      problems.map((message) => ({ code: 'not-allowed', severity: 'error', message, place: { file } })),
    );
  }
  return found;
}

/** What this project wants of a declaration, beyond JSON Schema. */
function mistakes({ name, schema, when }: JobProperty, all: readonly JobProperty[]): string[] {
  const problems: string[] = [];
  const types = [schema.type ?? []].flat();
  if (!schema.description) problems.push(`${name} has no description`);
  if ((schema.examples ?? []).length === 0) problems.push(`${name} has no examples`);
  if (types.length === 0) problems.push(`${name} has no type`);
  if ((schema.default === undefined) !== types.includes('null')) {
    problems.push(`${name} has neither or both of a default and the type null; a property without a value is null`);
  }
  const others = [...Object.keys(when), ...(schema['x-needs'] === undefined ? [] : [schema['x-needs']])];
  for (const other of others) {
    if (!all.some((property) => property.name === other))
      problems.push(`${name} refers to ${other}, which is not declared`);
  }
  return problems;
}
