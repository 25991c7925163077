/**
 * Golden folders, spec/golden/<case>/: `command` (the arguments, one a line) with its input files beside it,
 * and what it must give: `exit-code`, `expected.yml` (stdout) and `expected.txt` (stderr), each where there
 * is something. A new folder with a `command` is a new case; `npm run golden` writes what it gives.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { genManifest, type Outcome } from './gen-manifest.js';

const folder = fileURLToPath(new URL('../golden/', import.meta.url));
const outputs = { stdout: 'expected.yml', stderr: 'expected.txt' } as const;

/** The names of all cases. */
export function goldenCases(): string[] {
  return readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
}

/** Runs a case in its own folder, so that messages name its files as the command does. */
export async function runGolden(name: string): Promise<Outcome> {
  const before = process.cwd();
  process.chdir(join(folder, name));
  try {
    const argv = readFileSync('command', 'utf8').trimEnd().split('\n');
    return await genManifest(...argv);
  } finally {
    process.chdir(before);
  }
}

/** What the case must give. */
export function expectedGolden(name: string): Outcome {
  const read = (file: string): string => {
    const path = join(folder, name, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  return { exitCode: Number(read('exit-code')), stdout: read(outputs.stdout), stderr: read(outputs.stderr) };
}

/** Writes what the case gives now as what it must give. */
export function writeGolden(name: string, { exitCode, stdout, stderr }: Outcome): void {
  const write = (file: string, text: string): void => {
    const path = join(folder, name, file);
    if (text === '') rmSync(path, { force: true });
    else writeFileSync(path, text);
  };
  write('exit-code', `${exitCode}\n`);
  write(outputs.stdout, stdout);
  write(outputs.stderr, stderr);
}
