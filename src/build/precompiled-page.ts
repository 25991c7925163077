/** The page of a review with its templates compiled, as a module that needs Handlebars' runtime alone. */
import type { Plugin } from 'esbuild';
import Handlebars from 'handlebars';
import { dirname } from 'node:path';
import { htmlOptions } from '../gen-manifest/render/html-helpers.js';
import { pageFiles } from '../gen-manifest/render/review/page/page-files.js';
import { securityPolicy } from '../gen-manifest/render/review/page/security-policy.js';

/** Puts it in the place of compiled-page.ts: most of the time of a page would go into compiling. */
export const precompiledPage: Plugin = {
  name: 'precompiled page',
  setup: (bundling) =>
    bundling.onLoad({ filter: /\/render\/review\/page\/compiled-page\.ts$/ }, ({ path }) => ({
      contents: moduleText(),
      loader: 'js',
      resolveDir: dirname(path),
    })),
};

function moduleText(): string {
  const { page, partials, style, scripts } = pageFiles();
  // Its types name what the text evaluates to; what it gives is the text.
  const precompiled = (text: string): string => Handlebars.precompile(text, htmlOptions) as unknown as string;
  const compiled = (text: string): string => `handlebars.template(${precompiled(text)})`;
  return `
    import Handlebars from 'handlebars/runtime.js';
    import { withHtmlHelpers } from '../../html-helpers.js';
    export function compiledPage() {
      const handlebars = withHtmlHelpers(Handlebars.create());
      ${[...partials].map(([name, text]) => `handlebars.registerPartial(${JSON.stringify(name)}, ${compiled(text)});`).join('\n')}
      return { template: ${compiled(page)}, ...${JSON.stringify({ style, scripts, policy: securityPolicy(style, scripts) })} };
    }`;
}
