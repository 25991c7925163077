/** Renders Handlebars templates of HTML pages; what a context holds is text and never markup. */
import Handlebars from 'handlebars';
import { markedText } from './marked-text.js';

/**
 * A renderer of HTML templates that share partials. `{{name}}` is text or an attribute's value, and
 * `{{shown name}}` text whose invisible characters are made visible; `{{{name}}}` is for the project's own
 * styles and scripts alone. A name that the context does not have is an error.
 */
export class HtmlTemplates {
  private readonly handlebars = Handlebars.create();

  constructor(partials: ReadonlyMap<string, string>) {
    for (const [name, text] of partials) this.handlebars.registerPartial(name, text);
    this.handlebars.registerHelper('shown', (text: string) => new Handlebars.SafeString(markedText(text)));
  }

  render(text: string, context: object): string {
    return this.handlebars.compile(text, { noEscape: false, strict: true })(context);
  }
}
