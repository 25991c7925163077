/**
 * gen-manifest bundled into one file, as it ships, and loaded into this process: for specs that run it
 * thousands of times, since `await import()` of a source file costs more than the rest of a run here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { run } from '../../src/gen-manifest/cli/run.js';
import { type GenManifest, genManifestBy } from './gen-manifest.js';

let bundled: GenManifest | undefined;

/** Runs the bundle with these arguments, as `genManifest` runs the sources; it is made at the first call. */
export const bundledGenManifest: GenManifest = (...argv) => {
  bundled ??= genManifestBy(bundledRun());
  return bundled(...argv);
};

function bundledRun(): typeof run {
  const folder = mkdtempSync(join(tmpdir(), 'gen-manifest-bundle-'));
  const outfile = join(folder, 'program.cjs');
  try {
    buildSync({
      entryPoints: [fileURLToPath(new URL('../../src/gen-manifest/cli/run.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      outfile,
      logLevel: 'error',
      define: { 'import.meta.url': '"file:///gen-manifest"' },
    });
    return (createRequire(import.meta.url)(outfile) as { run: typeof run }).run;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
