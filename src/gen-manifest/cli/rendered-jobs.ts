/** Renders many jobs, which takes a while: somebody who watches sees which one it is at. */
import type { Io } from '../io.js';
import type { JobPreview, PreviewedJob, Previews } from '../preview/job-preview.js';
import { visibleText } from '../render/visible-text.js';

/** The previews of `jobs`, in their order. */
export async function renderedJobs(previews: Previews, jobs: readonly PreviewedJob[], io: Io): Promise<JobPreview[]> {
  const rendered: JobPreview[] = [];
  const show = io.watched === true && jobs.length > 1 ? (text: string) => io.stderr(`\r\u001b[K${text}`) : undefined;
  try {
    for (const [index, { job }] of jobs.entries()) {
      show?.(`rendering ${index + 1} of ${jobs.length}: ${visibleText(job.name)}`);
      rendered.push(await previews.render(jobs[index] as PreviewedJob));
    }
  } finally {
    // What follows, such as what is wrong with a job's files, stands on a line of its own.
    show?.('');
  }
  return rendered;
}
