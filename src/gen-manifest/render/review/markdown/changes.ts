/** What changes, in Markdown: a table of the instance groups, and the changes of each. */
import type { ReviewedChange, ReviewedDeployment, ReviewedGroup } from '../../../plan/review/review.js';
import { changeLines } from '../../difference/lines.js';
import { cellCode, code, codeBlock, escaped, folded, table } from '../../markdown-text.js';
import type { Section } from './fitted.js';

/** Lines of one change that are shown. */
const mostLines = 60;

/** The section of one deployment. */
export function changesSection({ name, against, groups, others }: ReviewedDeployment): Section {
  const none = groups.length === 0 && others.length === 0 ? ['Nothing changes.\n'] : [];
  const rows = groups.map(groupRow);
  const overview = rows.length === 0 ? [] : [`${table(['instance group', 'bosh', 'instances', 'why'], rows)}\n`];
  return {
    heading: `\n### ${code(name)} against ${escaped(against)}\n\n`,
    pieces: [
      ...none,
      ...overview,
      ...groups.flatMap((group) => groupPieces(group)),
      ...(others.length === 0 ? [] : [folded(`Of no instance group: ${counted(others.length)}`, changesText(others))]),
    ],
    leftOut: (count) =>
      `${count} ${count === 1 ? 'part of this is' : 'parts of this are'} left out: a comment takes no more.`,
  };
}

/** What bosh does, in a word or two for a table. */
const done: Readonly<Record<ReviewedGroup['effect'], string>> = {
  created: '**creates** it',
  deleted: '**deletes** it',
  recreated: '**recreates** its VMs',
  restarted: '**restarts** its jobs',
  scaled: '**scales** it',
  none: 'leaves it alone',
};

function groupRow({ name, effect, because, instances }: ReviewedGroup): string[] {
  return [cellCode(name), done[effect], instances === undefined ? '?' : String(instances), escaped(because)];
}

function groupPieces({ name, changes }: ReviewedGroup): string[] {
  return changes.length === 0 ? [] : [folded(`${name}: ${counted(changes.length)}`, changesText(changes))];
}

const counted = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

function changesText(changes: readonly ReviewedChange[]): string {
  return changes
    .map((change) => lineText(change) ?? blockText(change))
    .map((text, index, all) => (index === 0 || (isLine(text) && isLine(all[index - 1])) ? text : `\n${text}`))
    .join('');
}

const bullet = '- ';

function isLine(text = ''): boolean {
  return text.startsWith(bullet);
}

/** A value that is new, where it takes one line; most of a new deployment is that. */
function lineText(change: ReviewedChange): string | undefined {
  const [line, ...more] = shownLines(change);
  if (change.kind !== 'added' || line === undefined || more.length > 0) return undefined;
  const reasons = reasonsOf(change);
  const why = reasons.length === 0 ? '' : `  \n  ${reasons.join('; ')}`;
  return `${bullet}${whatOf(change)}: ${code(line.slice('+ '.length))}${why}\n`;
}

function blockText(change: ReviewedChange): string {
  const moved = change.kind === 'reordered' ? ', the same items in another order' : '';
  const lines = shownLines(change);
  const cut =
    lines.length > mostLines ? [...lines.slice(0, mostLines), `  ... (${lines.length - mostLines} more lines)`] : lines;
  const reasons = reasonsOf(change);
  return `${whatOf(change)}${moved}${reasons.length === 0 ? '' : `  \n${reasons.join('; ')}`}\n\n${codeBlock('diff', cut)}`;
}

function whatOf({ job, property }: ReviewedChange): string {
  return job === undefined ? code(property) : `${code(property)} of the job ${code(job)}`;
}

function reasonsOf({ why }: ReviewedChange): string[] {
  const by =
    why?.setting === undefined
      ? []
      : [`set by ${code(why.setting)}${why.place === undefined ? '' : ` in ${code(why.place)}`}`];
  return [...(why?.text === undefined ? [] : [escaped(why.text)]), ...by];
}

function shownLines({ path, kind, old, new: fresh }: ReviewedChange): string[] {
  return changeLines({
    path,
    kind,
    ...(old !== undefined && { old: { value: old } }),
    ...(fresh !== undefined && { new: { value: fresh } }),
  }).map(({ sign, text }) => `${sign} ${text}`);
}
