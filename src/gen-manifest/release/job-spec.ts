/** A job's `spec`: what BOSH reads of a job, from the schema of its properties and the list of its templates. */
import type { PlannedDocument } from '../plan/planned.js';
import type { YamlMap } from '../yaml-value.js';
import type { Job } from './jobs.js';
import type { JobProperty } from './property-schema.js';

/** A template: its source below `templates/`, and where it lands below /var/vcap/jobs/<job>/. */
export interface Template {
  readonly source: string;
  readonly target: string;
}

/** The spec of a job; `description` comes from the schema. */
export function jobSpec(
  job: Job,
  description: string,
  properties: readonly JobProperty[],
  templates: readonly Template[],
): PlannedDocument {
  return {
    header: [`Rendered by npm run render from properties_schema.json and templates/jobs/${job.name}/; change those.`],
    value: {
      name: job.name,
      description,
      templates: Object.fromEntries(templates.map(({ source, target }) => [source, target])),
      packages: [...job.packages],
      ...(job.provides && {
        provides: job.provides.map(({ name, type, properties: shared }) => ({ name, type, properties: [...shared] })),
      }),
      ...(job.consumes && { consumes: job.consumes.map(({ name, type, optional }) => ({ name, type, optional })) }),
      properties: Object.fromEntries(properties.map((property) => [property.name, declaration(property)])),
    },
  };
}

/** BOSH knows one example; the first one is what an operator would most likely write. */
function declaration({ schema }: JobProperty): YamlMap {
  return {
    description: schema.description ?? '',
    ...(schema.default !== undefined && { default: schema.default }),
    ...(schema.examples?.[0] !== undefined && { example: schema.examples[0] }),
  };
}
