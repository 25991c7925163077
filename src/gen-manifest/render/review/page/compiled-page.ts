/** The page, ready to be filled in. The bundle has it precompiled in the place of this module: src/build/precompiled-page.ts. */
import Handlebars from 'handlebars';
import { htmlOptions, type HtmlTemplate, withHtmlHelpers } from '../../html-helpers.js';
import { pageFiles } from './page-files.js';
import { securityPolicy } from './security-policy.js';

/** The template of the whole, with its parts, and what stands in it as it is. */
export interface CompiledPage {
  readonly template: HtmlTemplate;
  readonly style: string;
  /** One a script element: they share no names. */
  readonly scripts: readonly string[];
  readonly policy: string;
}

/** Reads and compiles the templates, which takes a few hundred ms. */
export function compiledPage(): CompiledPage {
  const { page, partials, style, scripts } = pageFiles();
  const handlebars = withHtmlHelpers(Handlebars.create());
  for (const [name, text] of partials) handlebars.registerPartial(name, handlebars.compile(text, htmlOptions));
  return { template: handlebars.compile(page, htmlOptions), style, scripts, policy: securityPolicy(style, scripts) };
}
