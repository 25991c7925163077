/** The real bosh CLI, where this machine has it: in .tools/bin or on the PATH. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { stringify } from 'yaml';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import type { temporaryFiles } from './temporary-files.js';

const own = fileURLToPath(new URL('../../.tools/bin/bosh', import.meta.url));

/** The program; undefined where there is none. */
export const bosh: string | undefined = existsSync(own)
  ? own
  : spawnSync('bosh', ['--version']).status === 0
    ? 'bosh'
    : undefined;

/** Runs `bosh int` with these arguments; gives what it says where it fails. */
export function boshInt(...argv: readonly string[]): { readonly stdout: string; readonly problem: string | undefined } {
  const { status, stdout, stderr } = spawnSync(bosh ?? 'bosh', ['int', ...argv], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, problem: status === 0 ? undefined : `${stdout}${stderr}` };
}

/** What `bosh int` makes of these arguments, as a YAML 1.1 reader takes it; it must succeed. */
export function interpolated(...argv: readonly string[]): YamlMap {
  const { stdout, problem } = boshInt(...argv);
  assert.equal(problem, undefined, `bosh int ${argv.join(' ')}`);
  return load(stdout, { schema: YAML11_SCHEMA }) as YamlMap;
}

/** A vars file with a value for every variable of these texts, for `--var-errs`. */
export function varsFile(files: ReturnType<typeof temporaryFiles>, ...texts: readonly string[]): string {
  const values: Record<string, unknown> = {};
  for (const [, name = ''] of texts.join('\n').matchAll(/\(\(!?([-/.\w]+)\)\)/g)) {
    const [variable = '', part] = name.split('.');
    if (part === undefined) values[variable] ??= `value of ${variable}`;
    else values[variable] = { ...(values[variable] as object | undefined), [part]: `${part} of ${variable}` };
  }
  // --var-errs looks for what `variables:` declares as well, used or not, and for the CAs named there.
  for (const [, name = ''] of texts.join('\n').matchAll(/^\s*(?:- name|ca): ([-/\w]+)$/gm)) values[name] ??= 'declared';
  return files.write('vars.yml', stringify(values));
}
