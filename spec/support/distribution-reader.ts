/** Reads configuration files with Distribution's own parser: a small Go program beside this file. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const source = fileURLToPath(new URL('distribution-reader', import.meta.url));

/** Gives the value of each text; throws what Distribution finds wrong. */
export type DistributionReader = (texts: readonly string[]) => YamlMap[];

/** Builds the program to `target`; skips the suite or test where Go is missing, and fails under CI=true. */
export function needDistributionReader(test: Context, target: string): DistributionReader {
  const built = spawnSync('go', ['build', '-trimpath', '-o', target, '.'], { cwd: source, encoding: 'utf8' });
  if (built.error !== undefined) {
    if (process.env['CI'] === 'true') throw built.error;
    process.stderr.write('skipped: Go is not on the PATH; install it from go.dev/dl or your distribution\n');
    test.skip();
  }
  if (built.status !== 0) throw new Error(built.stderr);
  return (texts) => {
    const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
    const { stdout, status, stderr } = spawnSync(target, { input, encoding: 'utf8', env: {}, maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim().split('\n').map(valueOf);
  };
}

function valueOf(line: string): YamlMap {
  const { error, value } = JSON.parse(line) as { error?: string; value: YamlMap };
  if (error !== undefined) throw new Error(error);
  return value;
}
