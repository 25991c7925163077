/**
 * Upstream's own generator, diego-release v0.1463.0 scripts/generate-deployment-manifest with spiff: run for
 * comparison where a checkout (DIEGO_RELEASE_DIR) and spiff are there, and never part of the project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { indentFlow } from '../../src/gen-manifest/settings/flow-indentation.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

/** What upstream's generator printed, or why it stopped. */
export interface UpstreamOutcome {
  readonly manifest?: YamlMap;
  readonly stderr: string;
  /** It wrote a temporary file that its own YAML library cannot read: no word on the inputs. */
  readonly choked: boolean;
}

/** Runs upstream's generator with its own flags. */
export type UpstreamGenerator = (flags: readonly string[]) => UpstreamOutcome;

/** Upstream's generator, its temporary files below `folder`; undefined where it cannot run. */
export function upstreamGenerator(folder: string): UpstreamGenerator | undefined {
  const checkout = process.env['DIEGO_RELEASE_DIR'];
  const script = join(checkout ?? '', 'scripts/generate-deployment-manifest');
  const spiff = spawnSync('spiff', ['--version'], { encoding: 'utf8' });
  if (!checkout || !existsSync(script) || spiff.status !== 0) return undefined;
  const scratch = join(folder, 'upstream');
  const tools = join(folder, 'upstream-tools');
  mkdirSync(tools, { recursive: true });
  // The script makes a folder below /tmp at every run and leaves it there.
  writeFileSync(join(tools, 'mktemp'), `#!/bin/sh\nmkdir -p '${scratch}' && echo '${scratch}'\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${tools}:${process.env['PATH'] ?? ''}` };
  return (flags) => {
    rmSync(scratch, { recursive: true, force: true });
    const { status, stdout, stderr, error } = spawnSync('bash', [script, ...flags], {
      encoding: 'utf8',
      env,
      timeout: 60_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error) throw error;
    const choked = stderr.includes(`error parsing stub [${scratch}`);
    return { stderr, choked, ...(status === 0 && { manifest: readSpiff(stdout) }) };
  };
}

/**
 * Reads what spiff printed. Its YAML library writes the string 12:30:45 without quotes, which YAML 1.1
 * takes for a number; YAML 1.2's core schema reads its output back the way it was meant.
 */
function readSpiff(text: string): YamlMap {
  return load(indentFlow(text), { schema: CORE_SCHEMA }) as YamlMap;
}
