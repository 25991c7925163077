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
    ...preview.problems.map((problem) => problemFinding(problem, preview.unset, place)),
  ];
}

/** Variables that a hint names; of more, the rest is counted. */
const mostVariables = 5;

/** What a template makes of a variable without a value may be what is wrong. */
function unsetHint(unset: readonly string[]): string | undefined {
  if (unset.length === 0) return undefined;
  const named = unset.slice(0, mostVariables).map((name) => `((${name}))`);
  const more = unset.length > mostVariables ? ` and ${unset.length - mostVariables} more` : '';
  return `the job gets ${named.join(', ')}${more} without a value: if that is why, give values with -l vars.yml`;
}

function problemFinding(problem: TemplateProblem, unset: readonly string[], place: Place): Finding {
  const { job, template, line, message, hint = unsetHint(unset) } = problem;
  const where = template === undefined ? job : `${job}/${template === 'monit' ? '' : 'templates/'}${template}`;
  return {
    code: 'template',
    severity: 'error',
    message: `${where}${line === undefined ? '' : `:${line}`}: ${message}`,
    ...(hint !== undefined && { hint }),
    place,
  };
}

function linkFinding({ job }: JobPreview, unresolved: Unresolved, place: Place): Finding {
  return { code: 'template', severity: 'error', ...described(job, unresolved), place };
}

function described(job: string, { link, type, providers, from, deployment, network }: Unresolved) {
  const consumes = `${job} consumes the link ${link}`;
  const spelt = `consumes: {${link}: {instances: [{address: ADDRESS}], properties: {}}}`;
  if (deployment !== undefined) {
    return {
      message: `${consumes} of the deployment ${deployment}, which this manifest does not have`,
      hint: `for the preview, give the link itself in a copy of the manifest: ${spelt}`,
    };
  }
  const several = providers.map((each) => `${each.group.name}/${each.job.name} as ${each.alias}`).join(', ');
  if (network !== undefined) {
    return {
      message: `${consumes} on the network ${network}, and ${several} is not on it`,
      hint: `name one of its networks: ${providers[0]?.group.networks.map(({ name }) => name).join(', ')}`,
    };
  }
  const wanted = from === undefined ? `of type ${type}` : `called ${from}, of type ${type}`;
  if (providers.length === 0) {
    return {
      message: `${consumes}, and no job of the releases given provides one ${wanted}`,
      hint: `give the release of the job that provides it with another --release, or the link itself: ${spelt}`,
    };
  }
  return {
    message: `${consumes}, and ${providers.length} jobs provide one ${wanted}: ${several}`,
    hint: `name one in the manifest: consumes: {${link}: {from: NAME}}`,
  };
}
