/** The files that the page is made of: templates, styles and scripts in templates/review/, for the sources to compile and for the bundle to carry. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The text of each. */
export interface PageFiles {
  readonly page: string;
  /** By the name that the page's template calls them by. */
  readonly partials: ReadonlyMap<string, string>;
  readonly style: string;
  /** One a script element: they share no names. */
  readonly scripts: readonly string[];
}

const partials = [
  ...[
    'icons',
    'navigation',
    'glance',
    'findings',
    'picture',
    'changes',
    'group',
    'change',
    'capacity',
    'growth',
    'jobs',
  ],
  ...['artifacts', 'shortcuts'],
];
const styles = ['base', 'layout', 'parts', 'changes', 'picture', 'plots', 'print'];
const scripts = ['copy', 'fold', 'filter', 'search', 'keys', 'sections'];

/** Finds them from a checkout, by the `imports` of package.json. */
export function pageFiles(): PageFiles {
  const { resolve } = createRequire(import.meta.url);
  const read = (path: string): string => readFileSync(resolve(`#review/${path}`), 'utf8');
  return {
    page: read('page.hbs'),
    partials: new Map(partials.map((name) => [name, read(`parts/${name}.hbs`)])),
    style: styles.map((name) => read(`styles/${name}.css`)).join('\n'),
    scripts: scripts.map((name) => read(`scripts/${name}.js`)),
  };
}
