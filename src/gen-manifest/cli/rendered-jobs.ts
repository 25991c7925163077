/** Renders many jobs, which takes a while: somebody who watches sees which one it is at. */
import type { Io } from '../io.js';
import type { JobPreview, PreviewedJob, Previews } from '../preview/job-preview.js';

/** The previews of `jobs`, in their order. */
export async function renderedJobs(previews: Previews, jobs: readonly PreviewedJob[], io: Io): Promise<JobPreview[]> {
  const rendered: JobPreview[] = [];
  const watched = io.watched === true && jobs.length > 1;
  for (const [index, job] of jobs.entries()) {
    if (watched) io.stderr(`\r\u001b[Krendering ${index + 1} of ${jobs.length}: ${job.job.name}`);
    rendered.push(await previews.render(job));
  }
  if (watched) io.stderr('\r\u001b[K');
  return rendered;
}
