/** `gen-manifest review`: what people read before they deploy. */
import { basename, dirname } from 'node:path';
import { exitCodes, type Finding, hasErrors } from '../../errors.js';
import { rubyThread } from '../../erb/ruby-thread.js';
import type { Io } from '../../io.js';
import { groupKeys } from '../../plan/review/changes/manifest.js';
import type { ReviewUnderWay } from '../../plan/review/review.js';
import { isMap } from '../../yaml-value.js';
import type { Arguments } from '../arguments.js';
import { withoutBase } from '../base-options.js';
import { prepare } from '../prepare.js';
import { report } from '../report.js';
import { type Against, readAgainst } from '../review/against.js';
import { makeReview } from '../review/review.js';
import { type Command, fail } from '../run.js';
import { variablesNote } from '../unset-note.js';

/**
 * The review is written whatever is wrong with the settings: it shows what is, to those who have to put it right.
 * The exit code tells all the same.
 */
export const command: Command = async (args, io, argv) => {
  const unread: Finding[] = [];
  // It boots while files are read, and renders while the rest is planned and drawn.
  const ruby = rubyThread(io.rubyWorker);
  const against = await readAgainst(args.given.against ?? [], unread);
  const based = withDeployedBase(args, against);
  const misused = withoutBase(based, ['ops-file']);
  if (misused.length > 0) return fail([...unread, ...misused], io);
  const prepared = await prepare(based, { iaas: false, overrides: true });
  const { review, findings, variables } = await makeReview({ prepared, against, args: based, argv, ruby }, unread);
  const sources = [...prepared.loaded.sources, ...Object.values(against)];
  if (findings.length > 0) io.stderr(report(findings, sources));
  io.stderr(variablesNote(variables, prepared.loaded));
  await write(await textOf(review, args), args, io);
  return hasErrors(findings) ? exitCodes.wrongInput : exitCodes.done;
};

/** Without a base, a manifest of cf-deployment that is deployed is what the wiring goes into. */
function withDeployedBase(args: Arguments, { cells }: Against): Arguments {
  const today = cells && isMap(cells.value) && Object.hasOwn(cells.value, groupKeys[0] as string);
  return args.given.base || !today ? args : { ...args, given: { ...args.given, base: [cells.file] } };
}

/** A page, unless Markdown is asked for, be it by the name of the file. */
async function textOf(review: ReviewUnderWay, { given }: Arguments): Promise<string> {
  const format = given.format?.[0] ?? (given.out?.[0]?.endsWith('.md') ? 'markdown' : 'html');
  if (format === 'html') return (await import('../../render/review/page.js')).reviewPage(review);
  return (await import('../../render/review/markdown/markdown.js')).reviewMarkdown({
    ...review,
    jobs: await review.jobs,
  });
}

async function write(text: string, { given }: Arguments, io: Io): Promise<void> {
  const out = given.out?.[0];
  if (out === undefined) {
    io.stdout(text);
    return;
  }
  const { writeFiles } = await import('../../output/files.js');
  const [path] = await writeFiles(dirname(out), [{ name: basename(out), text }]);
  io.stderr(`note: wrote ${path}\n`);
}
