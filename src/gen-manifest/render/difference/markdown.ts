/** A difference for a pull request. */
import { countText, type Difference, type ShownChange } from '../../compare/difference.js';
import { changeLines, placesText } from './text.js';

/** Characters that GitHub takes in a comment; what would be beyond is counted, not shown. */
const longest = 65_536;
/** Kept for the line that counts what is left out. */
const kept = 200;

/** The Markdown text. */
export function differenceMarkdown(difference: Difference): string {
  const heading = `### ${code(difference.old)} → ${code(difference.new)}: ${countText(difference)}\n`;
  let text = heading;
  for (const [index, change] of difference.changes.entries()) {
    const part = changeMarkdown(change);
    if (text.length + part.length > longest - kept) {
      const left = difference.changes.length - index;
      return `${text}\n${left} more ${left === 1 ? 'difference is' : 'differences are'} left out: a comment takes no more.\n`;
    }
    text += part;
  }
  return text;
}

function changeMarkdown(change: ShownChange): string {
  const lines = changeLines(change).map(({ sign, text }) => `${sign} ${text}`);
  const fence = fenceFor(lines.join('\n'));
  return `\n${code(change.path)}${placesText(change)}\n\n${fence}diff\n${lines.join('\n')}\n${fence}\n`;
}

/** A code span; one backtick more than the text has in a row, as CommonMark 6.1 asks for. */
function code(text: string): string {
  const marks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${text.replace(/\s/g, ' ')}${pad}${marks}`;
}

function fenceFor(text: string): string {
  return '`'.repeat(Math.max(3, longestRun(text) + 1));
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
