/** The two values of a change as lines: what goes, what comes, and of long ones only what is near a difference. */
import { diffArrays } from 'diff';
import type { YamlValue } from '../../../yaml-value.js';
import { yamlLines } from '../../yaml.js';
import { counted } from './amounts.js';

/** `del` goes, `ins` comes, `same` is in both, `gap` says how much is left out. */
export interface ValueLine {
  readonly is: 'del' | 'ins' | 'same' | 'gap';
  readonly text: string;
}

/** Lines kept before and behind a difference. */
const context = 3;
/** What a change shows at most, in lines and in characters of a line: a manifest in a property would be the page. */
const mostLines = 400;
const longestLine = 4000;
/** More edits than this are not looked for: the old lines then stand before the new ones. */
const mostEdits = 2000;

/** The lines of a change, of which either side may be missing. */
export function valueLines(old: YamlValue | undefined, now: YamlValue | undefined): ValueLine[] {
  const oldLines = old === undefined ? [] : yamlLines(old);
  const newLines = now === undefined ? [] : yamlLines(now);
  const lines = compared(oldLines, newLines);
  const differing = lines.some(({ is }) => is !== 'same');
  const shown = differing
    ? near(lines)
    : [...lines, { is: 'gap', text: 'what differs is a secret, and not shown' } as const];
  return shortened(shown.map((line) => ({ ...line, text: cut(line.text) })));
}

function compared(old: readonly string[], now: readonly string[]): ValueLine[] {
  const as = (is: ValueLine['is'], lines: readonly string[]): ValueLine[] => lines.map((text) => ({ is, text }));
  const edits = diffArrays([...old], [...now], { maxEditLength: mostEdits });
  if (edits === undefined) return [...as('del', old), ...as('ins', now)];
  return edits.flatMap(({ added, removed, value }) => as(added ? 'ins' : removed ? 'del' : 'same', value));
}

/** Without the lines that are far from every difference. */
function near(lines: readonly ValueLine[]): ValueLine[] {
  const kept = new Set<number>();
  for (const [index, { is }] of lines.entries()) {
    if (is === 'same') continue;
    for (let at = index - context; at <= index + context; at++) kept.add(at);
  }
  const shown: ValueLine[] = [];
  let left = 0;
  const close = (): void => {
    if (left > 0) shown.push({ is: 'gap', text: `${counted(left, 'line')} the same` });
    left = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (!kept.has(index)) left++;
    else {
      close();
      shown.push(line);
    }
  }
  close();
  return shown;
}

function shortened(lines: readonly ValueLine[]): ValueLine[] {
  if (lines.length <= mostLines) return [...lines];
  const left = counted(lines.length - mostLines, 'more line');
  return [...lines.slice(0, mostLines), { is: 'gap', text: `${left}, left out of this page` }];
}

function cut(text: string): string {
  if (text.length <= longestLine) return text;
  return `${text.slice(0, longestLine)} ... (${counted(text.length - longestLine, 'more character')})`;
}
