/** The program in parts: what every run needs, and beside it what few need, which only those read. */
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** Sources below src/gen-manifest and packages, by the names of their files in dist/. */
export const parts = {
  // A quarter of all code: read only where a job's properties are given.
  'job-validators.js': './settings/jobs/compiled-validators.js',
  // With Graphviz, larger than the program: read only by `review`.
  'review-page.js': './render/review/page.ts',
  // With Handlebars: read only by `all`.
  'next-steps.js': './render/next-steps.ts',
  // Ruby outside its thread is for `render-job` alone.
  'ruby-vm.js': './erb/ruby-vm.ts',
  // For stubs of one's own and syntax errors, schemas of other releases, and tarballs. Of a package that is a part, no
  // default is imported: what that is, is another thing to CommonJS.
  'yaml.js': 'yaml',
  'ajv.js': 'ajv/dist/2020.js',
  'tar.js': 'tar',
} as const;

/** Leaves them out of the program, which requires the files in their places. */
export const partsApart: Plugin = {
  name: 'parts beside the program',
  setup: (bundling) => {
    bundling.onResolve({ filter: /./ }, ({ importer, path, kind }) => {
      if (kind === 'entry-point') return undefined;
      const wanted = path.startsWith('.') ? withoutExtension(resolve(dirname(importer), path)) : path;
      const [name] = Object.entries(parts).find(([, source]) => isPart(wanted, source)) ?? [];
      return name === undefined ? undefined : { path: `./${name}`, external: true };
    });
  },
};

function isPart(wanted: string, source: string): boolean {
  if (!source.startsWith('./')) return wanted === source;
  return wanted.endsWith(`/gen-manifest/${withoutExtension(source.slice(2))}`);
}

/** Sources are imported as .js, whatever they are. */
function withoutExtension(path: string): string {
  return path.replace(/\.[jt]s$/, '');
}

/**
 * yargs-parser can read its options from files, for which alone it loads `node:module`. Nobody asks it to, and loading
 * that takes as long as reading the arguments.
 */
export const argumentsAlone: Plugin = {
  name: 'yargs-parser without its files',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^node:module$/ }, ({ importer, path }) =>
      importer.includes('/node_modules/yargs-parser/') ? { path, namespace: 'none' } : undefined,
    );
    bundling.onLoad({ filter: /./, namespace: 'none' }, () => ({
      contents: 'export const createRequire = undefined;',
    }));
  },
};
