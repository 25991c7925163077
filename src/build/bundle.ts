/**
 * Bundles gen-manifest into dist/: one file, V8's code cache of it, what few runs need, and the launcher that is the bin.
 *
 * The cache is taken after the program has run on sample inputs, so that the functions of a usual run are
 * in it already compiled.
 */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import type { run } from '../gen-manifest/cli/run.js';
import { precompiledPage } from './precompiled-page.js';
import { builtFiles, threadScript } from '../gen-manifest/erb/ruby-files.js';
import { writeRubyLibraries } from './ruby-libraries.js';
import { sampleRuns } from './sample-inputs.js';
import { warmRubyImage } from './warm-ruby.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const partial = `${dist}.partial`;

type Program = { run: typeof run };
type Wrapper = (module: { exports: Program }, exports: Program, require: NodeJS.Require, url: string) => void;

/** What few runs need, as files of their own that only those read, by their names in dist/. */
const apart: Readonly<Record<string, string>> = {
  // A quarter of all code: read only where a job's properties are given.
  'job-validators.cjs': 'settings/jobs/compiled-validators.js',
  // With Graphviz, larger than the program: read only by `review`.
  'review-page.cjs': 'render/review/page.ts',
  // The script of a thread, which no import names.
  [threadScript]: 'erb/ruby-thread-main.ts',
  // With Handlebars: read only by `all`.
  'next-steps.cjs': 'render/next-steps.ts',
};
const apartFromTheProgram: Plugin = {
  name: 'files beside the program',
  setup: (bundling) => {
    for (const [name, source] of Object.entries(apart)) {
      bundling.onResolve({ filter: /\.js$/ }, ({ importer, path }) =>
        withoutExtension(resolve(dirname(importer), path)).endsWith(`/gen-manifest/${withoutExtension(source)}`)
          ? { path: `./${name}`, external: true }
          : undefined,
      );
    }
  },
};

/**
 * yargs-parser can read its options from files, for which alone it loads `node:module`. Nobody asks it to, and loading
 * that takes as long as reading the arguments.
 */
const argumentsAlone: Plugin = {
  name: 'yargs-parser without its files',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^node:module$/ }, ({ importer, path }) =>
      importer.includes('/node_modules/yargs-parser/') ? { path, namespace: 'none' } : undefined,
    );
    bundling.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'export const createRequire = undefined;' }));
  },
};

/** Sources are imported as .js, whatever they are. */
function withoutExtension(path: string): string {
  return path.replace(/\.[jt]s$/, '');
}

async function bundled(entry: string, more: BuildOptions = {}): Promise<string> {
  const result = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    charset: 'ascii',
    write: false,
    ...more,
  });
  return result.outputFiles?.[0]?.text ?? '';
}

function program(): Promise<string> {
  return bundled('src/build/program.ts', {
    plugins: [apartFromTheProgram, argumentsAlone],
    // The launcher's Script knows no import(): it becomes require().
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'url' },
    banner: { js: '(function (module, exports, require, url) {' },
    footer: { js: '})' },
  });
}

/** Runs the program on sample inputs, and takes what V8 has compiled for it in dist/. */
async function codeCache(name: string, runs: readonly string[][], source: string): Promise<Buffer> {
  // V8 shares what it has compiled between scripts of one name: each cache shall have what its own runs need.
  const script = new Script(source, { filename: join(dist, `program.js?${name}`) });
  const module = { exports: {} as Program };
  // What the program loads lies beside it, where it is made.
  const url = pathToFileURL(join(partial, 'program.js')).href;
  (script.runInThisContext() as Wrapper)(module, module.exports, createRequire(url), url);
  for (const argv of runs) {
    const code = await module.exports.run(argv, { stdout: () => undefined, stderr: () => undefined });
    if (code !== 0) throw new Error(`the sample run ${argv.join(' ')} ended with ${code}`);
  }
  return script.createCachedData();
}

/** One cache for most commands, and one for each that needs much of its own, which others would wait for. */
async function writeCodeCaches(source: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gen-manifest-'));
  try {
    for (const [name, runs] of Object.entries(sampleRuns(folder)))
      writeFileSync(join(partial, `${name}.cache`), await codeCache(name, runs, source));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Everything is made beside dist/ first: a build that fails leaves the last one as it was.
rmSync(partial, { recursive: true, force: true });
mkdirSync(partial);
writeFileSync(join(partial, 'program.js'), await program());
for (const [name, path] of Object.entries(apart)) {
  const define = { 'import.meta.url': 'url' };
  const banner = { js: "const url = require('node:url').pathToFileURL(__filename).href;" };
  writeFileSync(
    join(partial, name),
    await bundled(`src/gen-manifest/${path}`, { define, banner, plugins: [precompiledPage], charset: 'utf8' }),
  );
}
// Where the bundle looks for them, as the sources do: in ruby/ beside itself.
cpSync(join(root, 'src/gen-manifest/erb/ruby'), join(partial, 'ruby'), { recursive: true });
await writeRubyLibraries(join(partial, builtFiles.libraries));
writeFileSync(join(partial, builtFiles.image), await warmRubyImage(pathToFileURL(join(partial, 'program.js'))));
await writeCodeCaches(readFileSync(join(partial, 'program.js'), 'latin1'));
copyFileSync(join(root, 'src/build/launcher.cjs'), join(partial, 'gen-manifest.cjs'));
chmodSync(join(partial, 'gen-manifest.cjs'), 0o755);
rmSync(dist, { recursive: true, force: true });
renameSync(partial, dist);
