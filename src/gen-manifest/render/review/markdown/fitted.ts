/** Keeps a Markdown text within its size: what does not fit is left out, and that is said. */

/** A part of the text that may be left out in pieces, the last ones of their order first. */
export interface Section {
  /** Markdown that stands before the pieces, where there are any. */
  readonly heading: string;
  readonly pieces: readonly string[];
  /**
   * The places of the pieces in the order in which they get their room, in ranks: none of a rank is shown where one of
   * the rank before is left out. All in one rank, as they stand, where it is undefined.
   */
  readonly ranks?: readonly (readonly number[])[];
  /** What stands in place of so many pieces, such as `3 findings are left out.` */
  readonly leftOut: (count: number) => string;
}

/** The sections in their order, at most `longest` characters of them; earlier ones get their room first. */
export function fitted(opening: string, sections: readonly Section[], longest: number): string {
  const shown = sections.filter(({ pieces }) => pieces.length > 0);
  const least = shown.map(({ heading, pieces, leftOut }) => heading.length + leftOut(pieces.length).length + 2);
  let text = opening;
  let reserved = least.reduce((sum, each) => sum + each, 0);
  for (const [index, section] of shown.entries()) {
    const own = least[index] as number;
    reserved -= own;
    text += section.heading;
    // The sentence is reserved for until the last piece has its place.
    const kept = keptPieces(section, longest - text.length - own - reserved);
    const left = section.pieces.length - kept.length;
    text += kept.join('');
    if (left > 0) text += `\n${section.leftOut(left)}\n`;
  }
  return text;
}

/** The pieces that have room, as they stand. */
function keptPieces({ pieces, ranks = [[...pieces.keys()]] }: Section, room: number): string[] {
  const kept = new Set<number>();
  let left = room;
  for (const rank of ranks) {
    for (const place of rank) {
      const { length } = pieces[place] as string;
      if (length > left) continue;
      left -= length;
      kept.add(place);
    }
    if (!rank.every((place) => kept.has(place))) break;
  }
  return pieces.filter((_, place) => kept.has(place));
}
