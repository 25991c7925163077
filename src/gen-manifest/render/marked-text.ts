/** Text of an input as a page shows it: escaped, and what a reader could not see marked. */
import { unseen } from './visible-text.js';

/**
 * The text as HTML, escaped by `escape`, which is Handlebars' own; every unseen character but tabs and line feeds stands in an element that shows
 * its number and keeps it from turning its neighbours round. The text of the page is still the text that was given.
 */
export function markedText(text: string, escape: (text: string) => string): string {
  return escape(text).replace(unseen, (character) => {
    if (character === '\t' || character === '\n') return character;
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
