/** What of a job's files is worth showing, and which of them a reader needs first. */
import type { ReviewedJob } from '../../plan/review/review.js';

/** A file of a job as its VM will have it. */
export type JobFile = ReviewedJob['files'][number];

/** The files that have a text, and the paths of those that rendered to nothing, as optional certificates do. */
export function filledFiles({ files }: ReviewedJob): {
  readonly filled: readonly JobFile[];
  readonly empty: readonly string[];
} {
  const isEmpty = ({ text }: JobFile): boolean => text.trim() === '';
  return {
    filled: files.filter((file) => !isEmpty(file)),
    empty: files.filter(isEmpty).map(({ path }) => path),
  };
}

/** True for what a job runs: a release's scripts stand in `bin`, and settings change little of them. */
export function isScript({ path }: JobFile): boolean {
  return path.startsWith('bin/');
}
