/** The lines of one difference, for a terminal and for a pull request alike. */
import { diffArrays } from 'diff';
import type { ShownChange, Side } from '../../compare/difference.js';
import { visibleText } from '../visible-text.js';
import { yamlLines } from '../yaml.js';

/** A line of what was there (-) or is there (+), or of both (a space). */
export interface ChangeLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** Longest line that is shown whole, in characters. */
const longest = 500;
/** Characters that are shown before the first one that differs, in lines that are longer. */
const before = 40;
/** Lines that both sides of a text share and that are shown around those that differ. */
const context = 3;

/** The lines of a change: the old value's, then the new one's; of a text with several lines, those around a difference. */
export function changeLines({ kind, old, new: now }: ShownChange): ChangeLine[] {
  const [was, is] = [linesOf(old), linesOf(now)];
  const texts = isText(old) && isText(now) && kind === 'changed' && was.join('\n') !== is.join('\n');
  if (texts) return hunks(was, is);
  const from = was.length === 1 && is.length === 1 ? sharedLength(was[0] as string, is[0] as string) : 0;
  const cut =
    (sign: ChangeLine['sign']) =>
    (text: string): ChangeLine => ({ sign, text: clipped(text, from) });
  return [...was.map(cut('-')), ...is.map(cut('+'))];
}

function linesOf(side: Side | undefined): string[] {
  return side === undefined ? [] : yamlLines(side.value).map(visibleText);
}

function isText(side: Side | undefined): boolean {
  return typeof side?.value === 'string' && side.value.includes('\n');
}

function hunks(was: string[], is: string[]): ChangeLine[] {
  const parts = diffArrays(was, is);
  return parts.flatMap(({ value, added, removed }, at): ChangeLine[] => {
    if (added || removed) return value.map((text) => ({ sign: added ? '+' : '-', text: clipped(text, 0) }));
    const [head, tail] = [at === 0 ? 0 : context, at === parts.length - 1 ? 0 : context];
    const left = value.length - head - tail;
    const shared = value.map((text): ChangeLine => ({ sign: ' ', text: clipped(text, 0) }));
    if (left <= 1) return shared;
    const gap: ChangeLine = { sign: ' ', text: `... (${left} lines that are the same)` };
    return [...shared.slice(0, head), gap, ...shared.slice(value.length - tail)];
  });
}

function sharedLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** A line that is too long, cut around what differs from the other side at `from`. */
function clipped(text: string, from: number): string {
  if (text.length <= longest) return text;
  const start = from > longest - before ? from - before : 0;
  const end = start + longest;
  const left = text.length - end;
  return `${start > 0 ? '...' : ''}${text.slice(start, end)}${left > 0 ? `... (${left} more characters)` : ''}`;
}
