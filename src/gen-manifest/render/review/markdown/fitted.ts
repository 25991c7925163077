/** Keeps a Markdown text within its size: what does not fit is left out, and that is said. */

/** A part of the text that may be left out in pieces, the last ones first. */
export interface Section {
  /** Markdown that stands before the pieces, where there are any. */
  readonly heading: string;
  readonly pieces: readonly string[];
  /** What stands in place of so many pieces, such as `3 findings are left out.` */
  readonly leftOut: (count: number) => string;
}

/** The sections in their order, at most `longest` characters of them; earlier ones get their room first. */
export function fitted(opening: string, sections: readonly Section[], longest: number): string {
  const shown = sections.filter(({ pieces }) => pieces.length > 0);
  const least = shown.map(({ heading, pieces, leftOut }) => heading.length + leftOut(pieces.length).length + 2);
  let text = opening;
  let reserved = least.reduce((sum, each) => sum + each, 0);
  for (const [index, { heading, pieces, leftOut }] of shown.entries()) {
    const own = least[index] as number;
    reserved -= own;
    text += heading;
    let left = 0;
    for (const piece of pieces) {
      // The sentence is reserved for until the last piece has its place.
      if (text.length + piece.length + own + reserved <= longest) text += piece;
      else left++;
    }
    if (left > 0) text += `\n${leftOut(left)}\n`;
  }
  return text;
}
