/** What keeps jobs from being rendered, as findings with their places in the manifest. */
import type { TemplateProblem } from '../erb/problem.js';
import type { Finding, Place } from '../errors.js';
import type { JobPreview, PreviewedJob } from './job-preview.js';
import type { Unresolved } from './links.js';

/** The findings of a preview. */
export function previewFindings(preview: JobPreview, { job }: PreviewedJob, manifest: string): Finding[] {
  const place = { file: manifest, path: job.place };
  return [
    ...preview.unresolved.map((link) => linkFinding(preview, link, place)),
    ...preview.problems.map((problem) => problemFinding(problem, place)),
  ];
}

function problemFinding({ job, template, line, message, hint }: TemplateProblem, place: Place): Finding {
  const where = template === undefined ? job : `${job}/${template === 'monit' ? '' : 'templates/'}${template}`;
  return {
    code: 'template',
    severity: 'error',
    message: `${where}${line === undefined ? '' : `:${line}`}: ${message}`,
    ...(hint !== undefined && { hint }),
    place,
  };
}

function linkFinding({ job }: JobPreview, { link, type, providers, from }: Unresolved, place: Place): Finding {
  const wanted = from === undefined ? `of type ${type}` : `called ${from}, of type ${type}`;
  const several = providers.map((each) => `${each.group.name}/${each.job.name} as ${each.alias}`).join(', ');
  return {
    code: 'template',
    severity: 'error',
    message:
      providers.length === 0
        ? `${job} consumes the link ${link}, and no job of the releases given provides one ${wanted}`
        : `${job} consumes the link ${link}, and ${providers.length} jobs provide one ${wanted}: ${several}`,
    hint:
      providers.length === 0
        ? 'give the release of the job that provides it with another --release, or the link itself under consumes'
        : `name one in the manifest: consumes: {${link}: {from: NAME}}`,
    place,
  };
}
