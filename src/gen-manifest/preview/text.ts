/** Files of jobs for a terminal: each behind a line with its path. */
import type { JobPreview } from './job-preview.js';

/** The text of all files. */
export function renderedJobsText(previews: readonly JobPreview[]): string {
  return previews
    .flatMap(({ group, job, files }) =>
      files.map(({ path, text }) => `==> ${group}: /var/vcap/jobs/${job}/${path} <==\n${ended(text)}`),
    )
    .join('\n');
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
