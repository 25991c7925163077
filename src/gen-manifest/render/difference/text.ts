/** A difference for a terminal: a path with its lines, what was there, what is there. */
import { countText, type Difference, type ShownChange } from '../../compare/difference.js';
import { visibleText } from '../visible-text.js';
import { changeLines, type ChangeLine } from './lines.js';

/** The codes of ECMA-48 for what a line is. */
const colours: Readonly<Record<ChangeLine['sign'], number>> = { '-': 31, '+': 32, ' ': 0 };

/** The text; `colour` for a terminal that shows it. */
export function differenceText(difference: Difference, colour: boolean): string {
  const paint = (code: number, text: string): string =>
    colour && code !== 0 ? `\u001b[${code}m${text}\u001b[0m` : text;
  if (difference.changes.length === 0) return `${countText(difference)}\n`;
  const [old, now] = titles(difference).map(visibleText);
  const head = [paint(31, `--- ${old}`), paint(32, `+++ ${now}`)];
  const parts = difference.changes.map((change) =>
    [
      paint(1, visibleText(`${change.path}${placesText(change)}`)),
      ...changeLines(change).map(({ sign, text }) => paint(colours[sign], `${sign} ${text}`)),
    ].join('\n'),
  );
  return `${head.join('\n')}\n\n${parts.join('\n\n')}\n\n${countText(difference)}\n`;
}

/** Both files, each with the ops files that it was taken with. */
export function titles({ old, oldOpsFiles = [], new: now, newOpsFiles = [] }: Difference): readonly [string, string] {
  const title = (file: string, opsFiles: readonly string[]): string =>
    opsFiles.length === 0 ? file : `${file} with ${opsFiles.join(', ')}`;
  return [title(old, oldOpsFiles), title(now, newOpsFiles)];
}

/** Operations that are named behind a path; of more, the rest is counted. */
const mostOperations = 3;

/** What stands behind a path: its lines, the operations that it comes from, and what the values do not show. */
export function placesText({ kind, old, new: now, by = [] }: ShownChange): string {
  const operations = by.slice(0, mostOperations).map(({ file, line }) => `by ${file}:${line}`);
  const notes = [
    ...(kind === 'reordered' ? ['the same items in another order'] : []),
    ...(old?.line === undefined ? [] : [`old line ${old.line}`]),
    ...(now?.line === undefined ? [] : [`new line ${now.line}`]),
    ...operations,
    ...(by.length > mostOperations ? [`and ${by.length - mostOperations} more operations`] : []),
  ];
  return notes.length === 0 ? '' : `  (${notes.join(', ')})`;
}
