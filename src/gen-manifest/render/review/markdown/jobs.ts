/** The files of the jobs in Markdown: where not all have room, the configuration of every job goes before scripts. */
import type { ReviewedJob } from '../../../plan/review/review.js';
import { cellCode, code, codeBlock, escaped, folded } from '../../markdown-text.js';
import { filledFiles, isScript, type JobFile } from '../job-files.js';
import type { Section } from './fitted.js';

/** A piece with what it is. */
interface Ranked {
  readonly text: string;
  readonly kind: (typeof kinds)[number];
  /** How many of its kind the job has before it, so that no job takes the room of another. */
  readonly turn: number;
}

/** What has its room first is first. */
const kinds = ['line', 'configuration', 'script'] as const;

/** The section of the jobs. */
export function jobsSection(jobs: readonly ReviewedJob[]): Section {
  // Markdown after the end of something folded would be read as HTML: lines go before all of that.
  const ranked = [...jobs.flatMap(jobLines), ...jobs.flatMap(jobFiles)];
  const turnOf = (place: number): number => ranked[place]?.turn ?? 0;
  return {
    heading: '\n## What the jobs are configured with\n\n',
    pieces: ranked.map(({ text }) => text),
    ranks: kinds.map((kind) =>
      [...ranked.keys()]
        .filter((place) => ranked[place]?.kind === kind)
        .sort((one, other) => turnOf(one) - turnOf(other)),
    ),
    leftOut: (count) =>
      `${count} ${count === 1 ? 'file is' : 'files are'} left out, scripts first: gen-manifest render-job shows them.`,
  };
}

function jobLines(reviewed: ReviewedJob): Ranked[] {
  const name = cellCode(`${reviewed.group}/${reviewed.job}`);
  const { empty } = filledFiles(reviewed);
  return [
    ...reviewed.problems.map((problem) => `- **error** ${name}: ${escaped(problem)}\n`),
    ...(empty.length === 0 ? [] : [`- ${name}: empty with these settings: ${empty.map(code).join(', ')}\n`]),
  ].map((text) => ({ text, kind: 'line', turn: 0 }));
}

function jobFiles(reviewed: ReviewedJob): Ranked[] {
  const { filled } = filledFiles(reviewed);
  const ranked = (file: JobFile): Ranked => ({
    text: fileText(reviewed, file),
    kind: isScript(file) ? 'script' : 'configuration',
    turn: filled.filter((other) => isScript(other) === isScript(file)).indexOf(file),
  });
  return filled.map(ranked);
}

function fileText({ group, job }: ReviewedJob, { path, text }: JobFile): string {
  return folded(`${group}: /var/vcap/jobs/${job}/${path}`, codeBlock('', text.trimEnd().split('\n')));
}
