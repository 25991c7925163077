/** How Handlebars is used for HTML pages: what a context holds is text, and never markup. */
import type Handlebars from 'handlebars';
import { markedText } from './marked-text.js';

/** A page or a part of one, ready to be filled in. */
export type HtmlTemplate = (context: object) => string;

/** Values are escaped, and a name that the context does not have is an error. */
export const htmlOptions = { noEscape: false, strict: true } as const;

/**
 * Adds what templates of pages use: `{{name}}` is text or an attribute's value, `{{shown name}}` text whose unseen
 * characters are made visible; `{{{name}}}` is for the project's own styles and scripts alone.
 */
export function withHtmlHelpers(handlebars: typeof Handlebars): typeof Handlebars {
  const { escapeExpression } = handlebars.Utils;
  handlebars.registerHelper('shown', (text: string) => new handlebars.SafeString(markedText(text, escapeExpression)));
  return handlebars;
}
