/** Renders a job as a Director does: the properties are validated first, and only valid ones are rendered. */
import type { JobInput, JobSource } from './job.js';
import type { RenderedJob } from './ruby.js';
import type { LaterRuby } from './ruby-thread.js';

/** Renders the job; what the schema refuses is added to what the templates found, all at once. */
export async function renderJob(ruby: LaterRuby, job: JobSource, input: JobInput): Promise<RenderedJob> {
  const rendered = await ruby.render(job, input);
  if (!job.propertiesSchema) return rendered;
  const { schemaProblems } = await import('./schema-check.js');
  const refused = schemaProblems(job.name, job.propertiesSchema, rendered.bound);
  return { ...rendered, problems: [...refused, ...rendered.problems] };
}
