/** A difference for a pull request. */
import { countText, type Difference, type ShownChange } from '../../compare/difference.js';
import { code, codeBlock, escaped, longestComment } from '../markdown-text.js';
import { changeLines } from './lines.js';
import { placesText, titles } from './text.js';

/** Kept for the line that counts what is left out. */
const kept = 200;
/** Lines of one difference, so that one does not take the room of all others. */
const mostLines = 200;

/** The Markdown text. What is too long for all of it is named without its values; what is beyond that is counted. */
export function differenceMarkdown(difference: Difference): string {
  const [old, now] = titles(difference).map(code);
  let text = `### ${old} → ${now}: ${countText(difference)}\n`;
  let left = 0;
  for (const change of difference.changes) {
    const room = longestComment - kept - text.length;
    const part = [changeMarkdown(change), named(change)].find(({ length }) => length <= room);
    if (part === undefined) left++;
    else text += part;
  }
  if (left === 0) return text;
  return `${text}\n${left} more ${left === 1 ? 'difference is' : 'differences are'} left out: a comment takes no more.\n`;
}

function changeMarkdown(change: ShownChange): string {
  const lines = changeLines(change).map(({ sign, text }) => `${sign} ${text}`);
  const shown =
    lines.length > mostLines ? [...lines.slice(0, mostLines), `  ... (${lines.length - mostLines} more lines)`] : lines;
  return `\n${heading(change)}\n\n${codeBlock('diff', shown)}`;
}

function named(change: ShownChange): string {
  return `\n${heading(change)}: ${change.kind}, and too long to be shown here\n`;
}

function heading(change: ShownChange): string {
  return `${code(change.path)}${escaped(placesText(change))}`;
}
