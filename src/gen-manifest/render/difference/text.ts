/** A difference for a terminal: a path with its lines, what was there, what is there. */
import { countText, type Difference, type ShownChange, type Side } from '../../compare/difference.js';
import { visibleText } from '../visible-text.js';
import { yamlLines } from '../yaml.js';

/** The text; `colour` for a terminal that shows it. */
export function differenceText(difference: Difference, colour: boolean): string {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  if (difference.changes.length === 0) return `${countText(difference)}\n`;
  const head = [paint(31, `--- ${visibleText(difference.old)}`), paint(32, `+++ ${visibleText(difference.new)}`)];
  const parts = difference.changes.map((change) =>
    [
      paint(1, `${visibleText(change.path)}${placesText(change)}`),
      ...changeLines(change).map(({ sign, text }) => paint(sign === '-' ? 31 : 32, `${sign} ${text}`)),
    ].join('\n'),
  );
  return `${head.join('\n')}\n\n${parts.join('\n\n')}\n\n${countText(difference)}\n`;
}

/** A line of what was there (-) or is there (+). */
export interface ChangeLine {
  readonly sign: '-' | '+';
  readonly text: string;
}

/** The lines of a change: the old value's, then the new one's. */
export function changeLines(change: ShownChange): ChangeLine[] {
  const lines = (side: Side | undefined, sign: '-' | '+'): ChangeLine[] =>
    side === undefined ? [] : yamlLines(side.value).map((text) => ({ sign, text: visibleText(text) }));
  return [...lines(change.old, '-'), ...lines(change.new, '+')];
}

/** What stands behind a path: its lines, and what the values do not show. */
export function placesText({ kind, old, new: now }: ShownChange): string {
  const lines = [
    ...(old?.line === undefined ? [] : [`old line ${old.line}`]),
    ...(now?.line === undefined ? [] : [`new line ${now.line}`]),
  ];
  const notes = kind === 'reordered' ? ['the same items in another order', ...lines] : lines;
  return notes.length === 0 ? '' : `  (${notes.join(', ')})`;
}
