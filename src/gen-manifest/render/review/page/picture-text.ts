/** The texts in the picture of a topology: wrapped, cut, and measured without a font. */
import { visibleText } from '../../visible-text.js';

/** Widths of a letter in px, on the wide side of what browsers draw: text must never leave its box. */
const sans = { name: 8.2, label: 6.9 } as const;
const mono = 7.3;

/** Lines of at most so many letters, broken at spaces where there are any; the last ends in `...` where text is left. */
export function wrapped(text: string, letters: number, mostLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of pieces(visibleText(text).trim(), letters)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (lettersOf(longer) <= letters) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= mostLines) return lines;
  const shown = lines.slice(0, mostLines);
  return [...shown.slice(0, -1), `${filled([...(shown.at(-1) as string)], letters - 1)[0] ?? ''}…`];
}

/** Words; of what is longer than a line, the parts behind which people break it, and pieces where even those are longer. */
function pieces(text: string, letters: number): string[] {
  return text.split(/\s+/).flatMap((word) => {
    if (lettersOf(word) <= letters) return [word];
    return filled(word.match(/[^._/:-]*[._/:-]+|[^._/:-]+/g) ?? [], letters).flatMap((part) =>
      filled([...part], letters),
    );
  });
}

/** As many parts together as a line takes. */
function filled(parts: readonly string[], letters: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && lettersOf(last + part) <= letters) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines;
}

/** Letters of Latin width: those of East Asia and pictures take two. */
function lettersOf(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) as number) < 0x1100 ? 1 : 2), 0);
}

/** The width in px of the widest of the lines, in the type of a name, of a label, or of an address. */
export function widthOf(lines: readonly string[], type: 'name' | 'label' | 'mono'): number {
  const letter = type === 'mono' ? mono : sans[type];
  return Math.max(0, ...lines.map(lettersOf)) * letter;
}
