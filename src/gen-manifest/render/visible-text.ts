/** Text of an input as a terminal may have it. */

/** The text with its control characters written out, line breaks too: a line stays one, and moves no cursor. */
export function visibleText(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
