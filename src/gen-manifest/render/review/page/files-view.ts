/** The files that a review shows whole: those of the jobs, and what is handed to bosh and cf. */
import type { PlannedReview, Review, ReviewedArtifact, ReviewedJob } from '../../../plan/review/review.js';
import { visibleText } from '../../visible-text.js';
import { filledFiles } from '../job-files.js';
import type { Anchors } from './anchors.js';
import { counted } from './amounts.js';

/** A file, folded. */
export interface FileView {
  readonly anchor: string;
  readonly name: string;
  /** The name for an attribute, which shows no elements. */
  readonly label: string;
  readonly size: string;
  readonly text: string;
}

/** The files of one job of an instance group. */
export interface JobView {
  readonly anchor: string;
  readonly group: string;
  readonly job: string;
  readonly count: string;
  readonly problems: readonly string[];
  /** The paths of files that rendered to nothing. */
  readonly empty: readonly string[];
  readonly files: readonly FileView[];
}

/** An artifact with what it is for. */
export interface ArtifactView extends FileView {
  readonly description: string;
  readonly command: string;
}

/** The view of the jobs. */
export function jobViews(jobs: Review['jobs'], anchors: Anchors): JobView[] {
  return jobs.map((reviewed: ReviewedJob) => {
    const { group, job, problems, files } = reviewed;
    const { filled, empty } = filledFiles(reviewed);
    return {
      anchor: anchors('job', group, job),
      group,
      job,
      count: counted(files.length, 'file'),
      problems,
      empty,
      files: filled.map(({ path, text }) => fileView(path, text, anchors('file', group, job, path))),
    };
  });
}

/** The view of the artifacts. */
export function artifactViews({ artifacts }: PlannedReview, anchors: Anchors): ArtifactView[] {
  return artifacts.map(({ name, description, command, text }: ReviewedArtifact) => ({
    ...fileView(name, text, anchors('artifact', name)),
    description,
    command,
  }));
}

function fileView(name: string, text: string, anchor: string): FileView {
  const lines = text.trim() === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return { anchor, name, label: visibleText(name), text, size: lines === 0 ? 'empty' : counted(lines, 'line') };
}
