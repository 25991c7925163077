/** Renders Handlebars templates: ERB, scripts and prose, never YAML or JSON documents. */
import Handlebars from 'handlebars';

/** A renderer of templates that share partials. A name that the context does not have is an error. */
export class Templates {
  private readonly handlebars = Handlebars.create();

  constructor(partials: ReadonlyMap<string, string>) {
    for (const [name, text] of partials) this.handlebars.registerPartial(name, text);
  }

  render(text: string, context: object): string {
    return this.handlebars.compile(text, { noEscape: true, strict: true })(context);
  }
}
