/**
 * Bundles gen-manifest into dist/: the program, its parts, V8's code caches of them, Ruby with its image, and the
 * launcher that is the bin.
 */
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { builtFiles, threadScript } from '../gen-manifest/erb/ruby-files.js';
import { writeCodeCaches } from './code-caches.js';
import { precompiledPage } from './precompiled-page.js';
import { argumentsAlone, parts, partsApart } from './program-parts.js';
import { writeRubyLibraries } from './ruby-libraries.js';
import { warmRubyImage } from './warm-ruby.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const partial = `${dist}.partial`;

/** A bundle, in characters of Latin-1. */
async function bundled(entry: string, more: BuildOptions = {}): Promise<string> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    // What is Latin-1 is kept: in ASCII, Graphviz would be four times as long.
    charset: 'utf8',
    write: false,
    ...more,
  });
  const text = result.outputFiles?.[0]?.text ?? '';
  return text.replace(/[^\0-\xff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A bundle as a function that the launcher calls. It knows no import(): that becomes require(). */
function wrapped(entry: string, plugins: BuildOptions['plugins'] = []): Promise<string> {
  return bundled(entry, {
    plugins,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'url' },
    banner: { js: '(function (module, exports, require, url) {' },
    footer: { js: '})' },
  });
}

function write(name: string, text: string): void {
  writeFileSync(join(partial, name), text, 'latin1');
}

// Everything is made beside dist/ first: a build that fails leaves the last one as it was.
rmSync(partial, { recursive: true, force: true });
mkdirSync(partial);
write('program.js', await wrapped('src/build/program.ts', [partsApart, argumentsAlone]));
for (const [name, source] of Object.entries(parts)) {
  const entry = source.startsWith('./') ? `src/gen-manifest/${source.slice(2)}` : source;
  write(name, await wrapped(entry, [precompiledPage]));
}
// Node reads these two, as UTF-8.
write(
  threadScript,
  await bundled('src/gen-manifest/erb/ruby-thread-main.ts', {
    charset: 'ascii',
    define: { 'import.meta.url': 'url' },
    banner: { js: "const url = require('node:url').pathToFileURL(__filename).href;" },
  }),
);
write('gen-manifest.cjs', await bundled('src/build/launcher.cjs', { charset: 'ascii' }));
chmodSync(join(partial, 'gen-manifest.cjs'), 0o755);
// Where the bundle looks for them, as the sources do: in ruby/ beside itself.
cpSync(join(root, 'src/gen-manifest/erb/ruby'), join(partial, 'ruby'), { recursive: true });
await writeRubyLibraries(join(partial, builtFiles.libraries));
writeFileSync(join(partial, builtFiles.image), await warmRubyImage(pathToFileURL(join(partial, 'program.js'))));
await writeCodeCaches(partial, dist);
rmSync(dist, { recursive: true, force: true });
renameSync(partial, dist);
