/** `gen-manifest render-job [JOB]`: a job's files as the VM will have them. */
import { exitCodes, type Finding, hasErrors } from '../../errors.js';
import { bootRuby } from '../../erb/ruby.js';
import { writeFiles } from '../../output/files.js';
import { deploymentManifest } from '../../preview/deployment-manifest.js';
import { previewFindings } from '../../preview/findings.js';
import { type JobPreview, type PreviewedJob, Previews } from '../../preview/job-preview.js';
import { renderedJobsText } from '../../preview/text.js';
import { fillVariables, variableTypes } from '../../preview/variables.js';
import { openRelease } from '../../release/release-files.js';
import { didYouMean } from '../../settings/nearest.js';
import { readManifest, type YamlSource } from '../../settings/yaml-source.js';
import { isMap, type YamlMap } from '../../yaml-value.js';
import type { Arguments } from '../arguments.js';
import type { Io } from '../../io.js';
import { renderedJobs } from '../rendered-jobs.js';
import { report } from '../report.js';
import { type Command, fail } from '../run.js';

export const command: Command = async ({ operands: [job], given }, io) => {
  const findings: Finding[] = [];
  const file = given.manifest?.[0];
  if (file === undefined)
    return fail([usage('render-job needs a --manifest', 'the deployment manifest, as a file')], io);
  const [source, variables] = [await readMap(file, findings), await variablesOf(given, findings)];
  const releases = await Promise.all((given.release ?? ['.']).map(openRelease));
  if (!source || hasErrors(findings)) return fail(findings, io);
  const { value, unset } = fillVariables(source.value, variables, variableTypes(source.value as YamlMap));
  const previews = new Previews(bootRuby, deploymentManifest(value as YamlMap), releases);
  const chosen = choose(previews.jobs(), { job, group: given['instance-group']?.[0] }, findings);
  if (hasErrors(findings)) return fail(findings, io);
  const rendered = await renderedJobs(previews, chosen, io);
  findings.push(...rendered.flatMap((preview, index) => previewFindings(preview, chosen[index] as PreviewedJob, file)));
  if (findings.length > 0) io.stderr(report(findings, [source]));
  if (hasErrors(findings)) return exitCodes.wrongInput;
  if (unset.size > 0)
    io.stderr(`note: ${unset.size} variables have no value in the vars files and stand as ((name))\n`);
  const out = given.out?.[0];
  if (out === undefined) io.stdout(renderedJobsText(rendered));
  else await writeJobs(out, rendered, io);
  return exitCodes.done;
};

async function readMap(file: string, findings: Finding[]): Promise<YamlSource | undefined> {
  const source = await readManifest(file, findings);
  if (!source || isMap(source.value)) return source;
  findings.push({ code: 'wrong-type', severity: 'error', message: 'a map is needed at the top', place: { file } });
  return undefined;
}

/** All vars files in one, a later one over an earlier one. */
async function variablesOf(given: Arguments['given'], findings: Finding[]): Promise<YamlMap> {
  const sources = await Promise.all((given['vars-file'] ?? []).map((file) => readMap(file, findings)));
  return Object.assign({}, ...sources.map((source) => source?.value as YamlMap)) as YamlMap;
}

/** What of the deployment is wanted. */
interface Wanted {
  readonly job: string | undefined;
  readonly group: string | undefined;
}

function choose(all: readonly PreviewedJob[], { job, group }: Wanted, findings: Finding[]): readonly PreviewedJob[] {
  const inGroup = all.filter((each) => group === undefined || each.group.name === group);
  const chosen = inGroup.filter((each) => job === undefined || each.job.name === job);
  if (chosen.length === 0) {
    const what = [job ?? 'job', group === undefined ? '' : ` in the instance group ${group}`].join('');
    const known =
      group !== undefined && inGroup.length === 0
        ? all.map((each) => each.group.name)
        : inGroup.map((each) => each.job.name);
    const message = `the manifest has no ${what} of the releases given`;
    findings.push(usage(message, didYouMean(inGroup.length === 0 ? (group ?? '') : (job ?? ''), new Set(known))));
  } else if (job !== undefined && chosen.length > 1) {
    const groups = chosen.map((each) => each.group.name).join(', ');
    findings.push(usage(`${job} is in several instance groups: ${groups}`, 'name one with --instance-group'));
  }
  return chosen;
}

async function writeJobs(out: string, rendered: readonly JobPreview[], io: Io): Promise<void> {
  const files = rendered.flatMap(({ group, job, files: each }) =>
    each.map(({ path, text }) => ({ name: `${group}/${job}/${path}`, text })),
  );
  await writeFiles(out, files);
  io.stderr(
    `wrote ${files.length} files of ${rendered.length} ${rendered.length === 1 ? 'job' : 'jobs'} into ${out}\n`,
  );
}

function usage(message: string, hint: string): Finding {
  return { code: 'usage', severity: 'error', message, hint };
}
