/** Runs programs and keeps what they said. */
import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended. */
export interface Outcome {
  /** The exit code; 128 and the signal's number where a signal ended it, as shells count. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface CommandOptions {
  /** The whole environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** A file for standard input, open for reading; instead of `input`. */
  readonly stdin?: number;
  /** After that many milliseconds the program is killed, and the call fails. */
  readonly timeoutMs?: number;
  /** A status other than 0 is an answer, not a failure. */
  readonly mayFail?: boolean;
  readonly cwd?: string;
}

/** A program that failed where it must not. */
export class CommandFailed extends Error {
  constructor(
    readonly argv: readonly string[],
    readonly outcome: Outcome,
  ) {
    super(`${argv.join(' ')} ended with ${outcome.status}\n${outcome.stdout}${outcome.stderr}`);
    this.name = 'CommandFailed';
  }
}

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = { SIGKILL: 9, SIGTERM: 15, SIGQUIT: 3, SIGINT: 2 };

/** Runs a program to its end. */
export async function command(argv: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  const [program = '', ...parameters] = argv;
  const child = spawn(program, parameters, {
    env: options.env ?? {},
    stdio: [options.stdin ?? 'pipe', 'pipe', 'pipe'],
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000);
  try {
    const outcome = await finished(child, options.input);
    if (outcome.status !== 0 && !options.mayFail) throw new CommandFailed(argv, outcome);
    return outcome;
  } finally {
    clearTimeout(timer);
  }
}

async function finished(child: ChildProcess, input: string | Uint8Array | undefined): Promise<Outcome> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  }
  // A program may end without reading all of its input.
  child.stdin?.on('error', () => undefined).end(input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ status: code ?? 128 + (signalNumbers[signal ?? 'SIGKILL'] ?? 0), ...texts });
    });
  });
}
