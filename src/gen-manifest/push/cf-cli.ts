/** Runs the operator's own cf CLI. The password reaches it in its environment alone, and only where a call needs it. */
import { spawn } from 'node:child_process';
import type { Operator } from '../io.js';
import { GenManifestError } from '../errors.js';

/** One call of cf. */
export interface CfCall {
  readonly args: readonly string[];
  /** Given to cf as CF_DOCKER_PASSWORD; no other call sees that variable, even where the operator has set it. */
  readonly password?: string;
  /** Is given what cf says while it says it, whole lines of stdout and stderr. */
  readonly show?: (text: string) => void;
  /** Whether the operator's CF_TRACE may make cf print requests among its output: not where that is read. */
  readonly trace?: true;
}

/** How a call ended. */
export interface CfResult {
  /** The exit code, or the name of the signal that ended it. */
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls cf and waits for its end; throws a finding only where there is no cf to call. */
export type RunCf = (call: CfCall) => Promise<CfResult>;

/** What a push needs, and where to get it. */
const noCf = {
  code: 'tool-failed',
  severity: 'error',
  message: 'cf was not found on the PATH',
  hint: 'install the cf CLI and log in: docs.cloudfoundry.org/cf-cli; --dry-run needs neither',
} as const;

/** A runner of the cf on the operator's PATH. A signal to this process ends cf as well. */
export function cfOf({ environment, whenEnded }: Operator): RunCf {
  return async ({ args, password, show, trace }) => {
    const child = spawn('cf', args, {
      env: { ...environment, ...variables(password, trace) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const takeBack = whenEnded(() => child.kill());
    const stdout = collect(child.stdout, show);
    const stderr = collect(child.stderr, show);
    const status = await new Promise<number | string>((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    });
    takeBack();
    if (status === 'ENOENT') throw new GenManifestError([noCf]);
    return { status, stdout: stdout(), stderr: stderr() };
  };
}

/** CF_TRACE=false keeps requests out of what cf prints; without colors its output can be read. */
function variables(password: string | undefined, trace: true | undefined): Record<string, string | undefined> {
  return {
    CF_DOCKER_PASSWORD: password,
    CF_COLOR: 'false',
    ...(trace === undefined && { CF_TRACE: 'false' }),
  };
}

/** Collects a stream; what is shown is cut at line ends, so that no half of a secret escapes its redaction. */
function collect(stream: NodeJS.ReadableStream, show: ((text: string) => void) | undefined): () => string {
  let whole = '';
  let shown = 0;
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    whole += text;
    const end = whole.lastIndexOf('\n') + 1;
    if (show && end > shown) show(whole.slice(shown, end));
    shown = Math.max(shown, end);
  });
  stream.on('end', () => {
    if (show && whole.length > shown) show(`${whole.slice(shown)}\n`);
  });
  return () => whole;
}
