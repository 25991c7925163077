/** Text of inputs as GitHub's Markdown takes it: never for markup. */
import { visibleText } from './visible-text.js';

/** Characters that GitHub takes in a comment. */
export const longestComment = 65_536;

/** A code span; one backtick more than the text has in a row, as CommonMark 6.1 asks for. */
export function code(text: string): string {
  const line = visibleText(text).replace(/\s/g, ' ');
  const marks = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${marks}${pad}${line}${pad}${marks}`;
}

/** A block of code in a language, `diff` or `yaml`. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const text = lines.map(visibleText).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}\n`;
}

/** Text on one line, of which nothing is markup. */
export function escaped(text: string): string {
  return visibleText(text)
    .replace(/\s/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}

/** A table; cells hold Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

/** Code for a table, whose cells a pipe would end even within a code span. */
export function cellCode(text: string): string {
  return text.includes('|') ? `<code>${escaped(text).replaceAll('\\|', '&#124;')}</code>` : code(text);
}

/** Something that is folded until somebody wants to see it. `summary` is text, `content` Markdown. */
export function folded(summary: string, content: string): string {
  return `<details><summary>${html(summary)}</summary>\n\n${content}\n</details>\n`;
}

function html(text: string): string {
  return visibleText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
