/** Reads NEXT-STEPS.md as an operator does: its shell blocks are run, with programs that write down how they are called. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bosh } from './bosh.js';

/** One call of a program, with its arguments. */
export type Call = readonly [program: string, ...argv: string[]];

/** The shell blocks of a text, in order. */
export function shellBlocks(text: string): string[] {
  return [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, body]) => body as string);
}

/** The commands in the table of files: the file, and the arguments behind `gen-manifest`. */
export function madeAgainBy(text: string): { readonly file: string; readonly argv: string[] }[] {
  return [...text.matchAll(/^\| `([^`]+)` \| [^|]* \| `gen-manifest (.*)` \|$/gm)].map(([, file, words]) => {
    const line = (words as string).replaceAll(String.raw`\|`, '|');
    const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
    return { file: file as string, argv: stdout.split('\0').slice(0, -1) };
  });
}

/**
 * Runs the blocks in `folder`, each as a script that ends at the first failure, and gives the calls that were made.
 * `bosh int` is the real one; every other call succeeds without doing anything.
 */
export function callsOf(blocks: readonly string[], folder: string): Call[] {
  const programs = join(folder, '.programs');
  const log = join(programs, 'log');
  mkdirSync(programs);
  for (const name of ['bosh', 'cf', 'docker', 'gen-manifest']) writeFileSync(join(programs, name), recorder(name, log));
  for (const name of ['bosh', 'cf', 'docker', 'gen-manifest']) chmodSync(join(programs, name), 0o755);
  try {
    writeFileSync(log, '');
    for (const block of blocks) {
      assert.equal(spawnSync('bash', ['-n'], { input: block }).status, 0, block);
      const env = { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}` };
      const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', block], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${block}\n${stderr}`);
    }
    return readFileSync(log, 'utf8')
      .split('\0\0')
      .slice(0, -1)
      .map((call) => call.split('\0') as unknown as Call);
  } finally {
    rmSync(programs, { recursive: true });
  }
}

function recorder(name: string, log: string): string {
  // By its whole path: on the PATH stands this one.
  const path = spawnSync('bash', ['-c', `command -v '${bosh ?? 'bosh'}'`], { encoding: 'utf8' }).stdout.trim();
  const real = name === 'bosh' ? `if [ "\${1-}" = int ]; then exec '${path}' "$@"; fi\n` : '';
  return `#!/bin/bash\n{ printf '%s\\0' ${name} "$@"; printf '\\0'; } >> '${log}'\n${real}`;
}

/**
 * What the bosh CLI's own parser says of a command and its options; undefined where it takes them. With --help it shows
 * the help of the command, but for what it does not know, and asks no director.
 */
export function refusedByBosh(argv: readonly string[], folder: string): string | undefined {
  const { status, stdout, stderr } = spawnSync(bosh ?? 'bosh', [...argv, '--help'], { cwd: folder, encoding: 'utf8' });
  const command = argv.find((word, index) => !word.startsWith('-') && argv[index - 1] !== '-d') ?? '';
  return stdout.includes(`bosh [OPTIONS] ${command}`) ? undefined : `exit code ${status}: ${stdout}${stderr}`;
}

/**
 * The commands of the cf CLI that are used, with how many arguments beside options each takes. Source: cloudfoundry/cli
 * v6.53.0, cf/commands and command/v6; v8, command/v7.
 */
export const cfCommands: Readonly<Record<string, number>> = {
  api: 0,
  app: 1,
  push: 1,
  logs: 1,
  delete: 1,
  'create-security-group': 2,
  'security-group': 1,
  'bind-staging-security-group': 1,
  'bind-running-security-group': 1,
  'unbind-staging-security-group': 1,
  'unbind-running-security-group': 1,
  'staging-security-groups': 0,
  'running-security-groups': 0,
  'delete-security-group': 1,
  'enable-feature-flag': 1,
  'disable-feature-flag': 1,
  'feature-flag': 1,
};

/** Their options, with whether they take a value. */
export const cfOptions: Readonly<Record<string, boolean>> = {
  '-f': false,
  '--recent': false,
  '--no-route': false,
  '--docker-image': true,
};
