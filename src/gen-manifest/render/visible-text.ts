/** Text of an input as a terminal may have it. */

/**
 * A character without a shape of its own: control characters, directions of writing and what else Unicode calls
 * ignorable, separators of lines, lone halves of surrogate pairs. Text with them can look like another text
 * (CVE-2021-42574). The selectors that choose between a letter and an emoji are none: they harm nobody.
 */
export const unseen = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029]/gu;

/** The text with unseen characters written out, line breaks too: a line stays one, and moves no cursor. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}
