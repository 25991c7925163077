/** Text of an input as a page shows it: escaped, and what a reader could not see marked. */
import Handlebars from 'handlebars';

/**
 * Characters without a shape of their own: control characters other than tab and line feed, directions of
 * writing and what else Unicode calls ignorable, lone halves of surrogate pairs. The variation selectors
 * that choose between a letter and an emoji stay as they are.
 */
const unseen = /(?![\t\n\ufe0e\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029]/gu;

/**
 * The text as HTML, escaped by Handlebars; every unseen character stands in an element that shows its
 * number and keeps it from turning its neighbours round. The text of the page is still the text that was given.
 */
export function markedText(text: string): string {
  return Handlebars.escapeExpression(text).replace(unseen, (character) => {
    const code = character.codePointAt(0) as number;
    const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    return `<span class="unseen" data-code="${number}">${carried(character, code)}</span>`;
  });
}

/** The character as HTML carries it: a reader of HTML would turn a carriage return into a line feed, and lose NUL. */
function carried(character: string, code: number): string {
  if (character === '\r') return '&#13;';
  return code === 0 || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : character;
}
