/** Runs the tools that a release is made with. A tool that fails is a finding, not a stack trace. */
import { spawn } from 'node:child_process';
import type { Io } from '../io.js';
import { GenManifestError } from '../errors.js';

/** What the steps of a release work with. */
export interface Workshop {
  /** The repository. */
  readonly root: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly io: Io;
  /** Whether somebody watches stderr: progress is shown only then. */
  readonly watched: boolean;
}

/** One call of a tool. */
export interface ToolCall {
  readonly command: readonly [string, ...string[]];
  readonly folder: string;
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What to do where the tool is missing or fails. */
  readonly hint: string;
}

/** What the tool wrote to stdout; throws a finding with the end of its output where it fails. */
export async function runTool(workshop: Workshop, call: ToolCall): Promise<string> {
  const [program, ...args] = call.command;
  const child = spawn(program, args, {
    cwd: call.folder,
    env: { ...workshop.environment, ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const all: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => void (output.push(data), all.push(data)));
  child.stderr.on('data', (data: Buffer) => void all.push(data));
  const status = await new Promise<number | string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  if (status === 0) return Buffer.concat(output).toString();
  throw toolFailed(program, status, Buffer.concat(all).toString(), call.hint);
}

function toolFailed(program: string, status: number | string, output: string, hint: string): GenManifestError {
  const end = output.trim().split('\n').slice(-15).join('\n');
  const what = status === 'ENOENT' ? 'was not found' : `ended with ${status}${end === '' ? '' : `:\n${end}`}`;
  return new GenManifestError([{ code: 'tool-failed', severity: 'error', message: `${program} ${what}`, hint }]);
}

/** Shows what is being done, and how long it took, to whoever watches. */
export async function step<T>({ watched, io }: Workshop, what: string, work: () => Promise<T>): Promise<T> {
  if (!watched) return work();
  const start = performance.now();
  io.stderr(`${what} ...`);
  try {
    return await work();
  } finally {
    io.stderr(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  }
}
