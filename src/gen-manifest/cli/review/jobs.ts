/** The files of this release's jobs as their VMs will have them. */
import type { Finding } from '../../errors.js';
import type { LaterRuby } from '../../erb/ruby-thread.js';
import type { Io } from '../../io.js';
import { shownManifest } from '../../plan/review/shown.js';
import type { ReviewedJob } from '../../plan/review/review.js';
import { deploymentManifest } from '../../preview/deployment-manifest.js';
import { previewFindings } from '../../preview/findings.js';
import { type PreviewedJob, Previews } from '../../preview/job-preview.js';
import { fillVariables, variableTypes } from '../../preview/variables.js';
import { ownRelease } from '../../release/own-release.js';
import type { YamlMap } from '../../yaml-value.js';
import { renderedJobs } from '../rendered-jobs.js';

/** The jobs of the manifest of registry and cache; a note where the release cannot be found. */
export async function reviewedJobs(
  manifest: YamlMap,
  { io, ruby }: { readonly io: Io; readonly ruby: Promise<LaterRuby> },
  findings: Finding[],
): Promise<ReviewedJob[]> {
  const release = await ownRelease();
  if (!release) {
    const hint = 'run gen-manifest from its own checkout, or gen-manifest render-job --release with the tarball';
    findings.push({
      code: 'template',
      severity: 'note',
      message: "the jobs' files are left out: the release is not beside this program",
      hint,
    });
    return [];
  }
  const shown = shownManifest(manifest);
  const { value } = fillVariables(shown, {}, variableTypes(shown));
  const previews = new Previews(() => ruby, deploymentManifest(value as YamlMap), [release]);
  const jobs = previews.jobs();
  const rendered = await renderedJobs(previews, jobs, io);
  return rendered.map((preview, index) => ({
    group: preview.group,
    job: preview.job,
    files: preview.files,
    problems: previewFindings(preview, jobs[index] as PreviewedJob, '').map(({ message, hint }) =>
      hint === undefined ? message : `${message}: ${hint}`,
    ),
  }));
}
