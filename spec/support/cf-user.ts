/** An operator with a cf CLI that is logged in to a stand-in, and what a push of theirs leaves behind. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { writeCfHome } from './cf-home.js';
import type { Outcome } from './gen-manifest.js';

/** One call of the recording cf. */
export interface CfRecord {
  readonly args: readonly string[];
  readonly password?: string;
  readonly trace?: string;
  readonly mode?: string;
  readonly folderMode?: string;
  readonly manifest?: string;
}

const recorder = fileURLToPath(new URL('recording-cf.cjs', import.meta.url));

/** The operator; `folder` holds their home, their cf and their temporary files. */
export class CfUser {
  readonly folder = mkdtempSync(join(tmpdir(), 'gen-manifest-user-'));
  readonly temporary = join(this.folder, 'tmp');
  private readonly record = join(this.folder, 'calls');

  /** `program` is a real cf; the recording one is theirs without it. */
  constructor(url: string, program = recorder, config: object = {}) {
    mkdirSync(this.temporary);
    mkdirSync(join(this.folder, 'bin'));
    const cf = join(this.folder, 'bin', 'cf');
    copyFileSync(program, cf);
    chmodSync(cf, 0o755);
    writeCfHome(this.folder, url, config);
  }

  /** The variables that cf and gen-manifest see; only what they need of this process' own. */
  environment(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      PATH: [join(this.folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: this.folder,
      CF_HOME: this.folder,
      CF_RECORD: this.record,
      TMPDIR: this.temporary,
      ...changes,
    };
  }

  /** Runs gen-manifest in this process; `stdin` is what is sent to it, and no wait takes time. */
  async push(argv: readonly string[], changes: Readonly<Record<string, string>> = {}, stdin = ''): Promise<Outcome> {
    // Mocha requires its specs; what the program imports later would be a second copy of it, with errors of its own.
    const { run } = await import('../../src/gen-manifest/cli/run.js');
    const output = { stdout: '', stderr: '' };
    const input = new PassThrough();
    input.end(stdin);
    const exitCode = await run(['push', ...argv], {
      stdout: (text) => void (output.stdout += text),
      stderr: (text) => void (output.stderr += text),
      operator: {
        environment: this.environment(changes),
        stdin: input as unknown as NodeJS.ReadStream,
        wait: () => Promise.resolve(),
        whenEnded: () => () => undefined,
      },
    });
    return { exitCode, ...output };
  }

  /** The calls of the recording cf so far. */
  calls(): CfRecord[] {
    if (!existsSync(this.record)) return [];
    const lines = readFileSync(this.record, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as CfRecord);
  }

  /** Every file that is left, but for the record of calls, with its text. */
  files(): { path: string; text: string }[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => path !== this.record)
      .map((path) => ({ path, text: readFileSync(path, 'latin1') }));
  }

  /** Removes what was theirs. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
