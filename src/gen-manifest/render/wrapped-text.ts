/** Text for a terminal: lines of a fixed width, so that the same input gives the same bytes. */

/** Columns of what is written for people. */
export const textWidth = 100;

/** The words of `text` in lines of at most `width` columns; a longer word stands alone. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** A label and its lines. */
export type Row = readonly [label: string, lines: readonly string[]];

/** Rows of a label and its lines, the labels in one column. */
export function labelled(rows: readonly Row[]): string {
  const shown = rows.filter(([, lines]) => lines.length > 0);
  const width = Math.max(...shown.map(([label]) => label.length));
  return shown
    .flatMap(([label, lines]) => lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(width)}  ${line}`))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** The text, cut where it is longer than `width`. */
export function shortened(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 3)}...` : text;
}

/** Columns of a table, whose paths are long. */
const tableWidth = 160;

/** Rows of cells in columns; what stands in the last one is cut where the line is long. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] as number)));
    return shortened(`${indent}${cells.join('  ')}`.trimEnd(), tableWidth);
  });
  return lines.map((line) => `${line}\n`).join('');
}
