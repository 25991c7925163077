/** The templates of NEXT-STEPS.md, in templates/next-steps/. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const parts = ['files', 'variables', 'security-group', 'feature-flag', 'pull'];

/** A page and what it is made of. */
export interface NextStepsFiles {
  readonly page: string;
  /** By the name that pages call them by. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Finds them by the `imports` of package.json, which hold for the sources and for the bundle in dist/ alike. */
export function nextStepsFiles(name: string): NextStepsFiles {
  const { resolve } = createRequire(import.meta.url);
  const read = (path: string): string => readFileSync(resolve(`#next-steps/${path}.md.hbs`), 'utf8');
  return { page: read(name), parts: new Map(parts.map((part) => [part, read(`parts/${part}`)])) };
}
