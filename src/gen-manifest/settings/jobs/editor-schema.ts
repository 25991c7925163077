/** The JSON Schema of the settings for editors: with every property of the jobs, which a run checks by itself. */
import { type JsonSchema, settingsSchema } from '../json-schema.js';
import { propertyGroupNames, propertyGroups, type ReleaseJobName } from './groups.js';
import { jobJsonSchema } from './json-schema.js';

/** The schema, with the properties of jobs as far as one or the other of them has them. */
export function editorSchema(): JsonSchema {
  const schema = settingsSchema();
  for (const group of propertyGroupNames) {
    const steps = group.split('.');
    const parent = steps.slice(0, -1).reduce(below, schema);
    const name = steps.at(-1) as string;
    const own = below(parent, name);
    const jobs = propertyGroups[group].map((job: ReleaseJobName) => jobJsonSchema(job));
    const [only] = jobs;
    const rules = jobs.length === 1 && only ? only : { anyOf: jobs };
    (parent['properties'] as Record<string, JsonSchema>)[name] = {
      ...rules,
      ...(own['description'] !== undefined && { description: own['description'] }),
      ...(own['examples'] !== undefined && { examples: own['examples'] }),
    };
  }
  return schema;
}

function below(schema: JsonSchema, step: string): JsonSchema {
  return (schema['properties'] as Record<string, JsonSchema>)[step] as JsonSchema;
}
