/** The files of this release's jobs as their VMs will have them. */
import type { Finding } from '../../errors.js';
import type { LaterRuby } from '../../erb/ruby-thread.js';
import type { ReviewedJob } from '../../plan/review/review.js';
import { deploymentManifest } from '../../preview/deployment-manifest.js';
import { previewFindings } from '../../preview/findings.js';
import { type JobPreview, type PreviewedJob, Previews } from '../../preview/job-preview.js';
import { fillVariables, variableTypes } from '../../preview/variables.js';
import { ownRelease } from '../../release/own-release.js';
import type { YamlMap } from '../../yaml-value.js';

/** The jobs' files, under way in Ruby's thread; a note where the release cannot be found. */
export interface JobsUnderWay {
  readonly files: Promise<ReviewedJob[]>;
  readonly findings: readonly Finding[];
}

/**
 * Has the jobs of the manifest of registry and cache rendered, as it is `shown`: Ruby has been asked for all when this
 * is answered.
 */
export async function reviewedJobs(shown: YamlMap, ruby: Promise<LaterRuby>): Promise<JobsUnderWay> {
  const release = await ownRelease();
  if (!release) return { files: Promise.resolve([]), findings: [noRelease] };
  const { value } = fillVariables(shown, {}, variableTypes(shown));
  const previews = new Previews(() => ruby, deploymentManifest(value as YamlMap), [release]);
  const begun = previews.jobs().map((job) => {
    const asked = previews.begin(job);
    const preview = asked.then((begun) => begun.preview);
    return { asked, shown: preview.then((made) => shownJob(job, made), notRendered(job)) };
  });
  await Promise.allSettled(begun.map(({ asked }) => asked));
  return { files: Promise.all(begun.map(({ shown }) => shown)), findings: [] };
}

const noRelease: Finding = {
  code: 'template',
  severity: 'note',
  message: "the jobs' files are left out: the release is not beside this program",
  hint: 'run gen-manifest from its own checkout, or gen-manifest render-job --release with the tarball',
};

function shownJob(job: PreviewedJob, preview: JobPreview): ReviewedJob {
  return {
    group: preview.group,
    job: preview.job,
    files: preview.files,
    problems: previewFindings(preview, job, '').map(({ message, hint }) =>
      hint === undefined ? message : `${message}: ${hint}`,
    ),
  };
}

/** The review has everything else, and says why it has not this. */
function notRendered({ group, job }: PreviewedJob): (error: unknown) => ReviewedJob {
  return (error) => {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    return { group: group.name, job: job.name, files: [], problems: [`its files could not be rendered: ${why}`] };
  };
}
