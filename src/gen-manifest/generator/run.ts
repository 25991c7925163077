/** Runs upstream's generator in a folder of its own: nothing is written into the checkout, and nothing is left behind. */
import { spawn } from 'node:child_process';
import { realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../errors.js';
import type { GeneratorFlag } from '../foundations/diego-release/generator-flags.js';
import type { Operator } from '../io.js';
import { withTemporaryFolder } from '../output/temporary-folder.js';
import { generatorScript } from '../settings/diego-checkout.js';
import { commandLine, fileName } from './command-line.js';
import type { InputFiles } from './input-files.js';

/** What the generator is run on. */
export interface GeneratorRun {
  readonly checkout: string;
  readonly version: string;
  readonly files: InputFiles;
  readonly flags: readonly GeneratorFlag[];
}

/** What it printed; `failed` where it ended with another code than 0. */
export interface GeneratorResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly failed: boolean;
}

/** The script makes its temporary folder below /tmp, and most versions leave it there: this one is inside ours. */
const mktemp = `mktemp() { mkdir -p work && echo work; }; export -f mktemp; exec bash "$@"`;

/** The checkout's name in the folder: by a link, since the script does not quote the path that it is called by. */
const link = 'diego-release';

/** Runs the generator to its end; a finding, and no result, where spiff or bash is missing. */
export function runGenerator(
  run: GeneratorRun,
  operator: Operator,
  findings: Finding[],
): Promise<GeneratorResult | undefined> {
  return withTemporaryFolder("the generator's inputs", operator, async (folder) => {
    symlinkSync(realpathSync(run.checkout), join(folder, link));
    for (const [file, text] of run.files) writeFileSync(join(folder, fileName(file)), text, { mode: 0o600 });
    const argv = commandLine(run.version, new Set(run.files.keys()), run.flags);
    const script = ['bash', '-c', mktemp, 'bash', `${link}/${generatorScript}`, ...argv] as const;
    // Without spiff the script would end somewhere on its way.
    const spiff = await call(['spiff', '--version'], folder, operator, findings);
    return spiff && call(script, folder, operator, findings);
  });
}

const hints: Readonly<Record<string, string>> = {
  spiff:
    "diego-release's generator merges its templates with it: install spiff 1.0.8 from github.com/cloudfoundry-incubator/spiff/releases",
  bash: "diego-release's generator is a script of bash",
};

async function call(
  [program, ...args]: readonly [string, ...string[]],
  folder: string,
  { environment, whenEnded }: Operator,
  findings: Finding[],
): Promise<GeneratorResult | undefined> {
  const child = spawn(program, args, { cwd: folder, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const takeBack = whenEnded(() => child.kill());
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const parts: Buffer[] = [];
    stream.on('data', (data: Buffer) => void parts.push(data));
    return (): string => Buffer.concat(parts).toString();
  }) as [() => string, () => string];
  const status = await new Promise<number | string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  takeBack();
  if (status === 'ENOENT' || status === 'EACCES') {
    const message = `${program} was not found on the PATH`;
    findings.push({ code: 'tool-failed', severity: 'error', message, hint: hints[program] ?? '' });
    return undefined;
  }
  return { stdout: stdout(), stderr: stderr(), failed: status !== 0 };
}
