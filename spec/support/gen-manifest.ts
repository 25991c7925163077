/** Runs gen-manifest in this process, as its bin would, and keeps what it wrote. */
import assert from 'node:assert/strict';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { run } from '../../src/gen-manifest/cli/run.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

/** What one run left behind. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs gen-manifest with these arguments. */
export type GenManifest = (...argv: readonly string[]) => Promise<Outcome>;

/** A runner by this program, which is `run` of the sources or of a bundle. */
export function genManifestBy(program: typeof run): GenManifest {
  return async (...argv) => {
    let stdout = '';
    let stderr = '';
    const exitCode = await program(argv, {
      stdout: (text) => void (stdout += text),
      stderr: (text) => void (stderr += text),
    });
    return { exitCode, stdout, stderr };
  };
}

/**
 * Runs the sources with these arguments. They are imported when they are first run, as a command imports its own:
 * mocha requires specs and what these import, and of a file that is both required and imported there are two, so
 * that what a command throws would not be what `run` knows.
 */
export const genManifest: GenManifest = genManifestBy(async (argv, io) =>
  (await import('../../src/gen-manifest/cli/run.js')).run(argv, io),
);

/** The document that a successful run printed, as a YAML 1.1 reader takes it; fails with stderr else. */
export async function printed(...argv: readonly string[]): Promise<YamlMap> {
  const { exitCode, stdout, stderr } = await genManifest(...argv);
  assert.equal(exitCode, 0, `exit code ${exitCode} of gen-manifest ${argv.join(' ')}\n${stderr}`);
  return load(stdout, { schema: YAML11_SCHEMA }) as YamlMap;
}

/** Asserts that a run failed as every wrong input must: code 2, findings on stderr, nothing on stdout, no stack. */
export function assertRefused({ exitCode, stdout, stderr }: Outcome, about = ''): void {
  assert.equal(exitCode, 2, `exit code ${exitCode}, not 2${about}\n${stderr}`);
  assert.equal(stdout, '', `something is on stdout${about}`);
  assert.match(stderr, /(^|: )error: /m, `no error is on stderr${about}`);
  assertNoStack(stderr, about);
}

/** Asserts that a text holds no stack trace and no message of the JavaScript engine. */
export function assertNoStack(stderr: string, about = ''): void {
  assert.doesNotMatch(stderr, /^\s+at .*:\d+:\d+\)?$/m, `a stack trace${about}\n${stderr}`);
  assert.doesNotMatch(stderr, /TypeError|RangeError|Cannot read propert|is not a function|\[object /, about);
}
