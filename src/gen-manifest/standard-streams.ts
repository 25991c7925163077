/** The process' standard streams for a run, without the cost of process.stdout. */
import { writeSync } from 'node:fs';
import { GenManifestError } from './errors.js';
import type { Io } from './io.js';
import { operator } from './operator.js';

/**
 * Writes all of `text`; process.stdout is loaded only for a pipe that is full. A reader that left is no error, and
 * what stderr does not take can be said nowhere. Throws a finding where stdout takes no more.
 */
function write(descriptor: 1 | 2, stream: 'stdout' | 'stderr', text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') later(stream, rest);
    else if (descriptor === 1 && code !== 'EPIPE') throw cannotPrint(code);
  }
}

/** Whether all that was written has arrived, so that the process may end. */
let settled = true;

function later(stream: 'stdout' | 'stderr', rest: Buffer): void {
  settled = false;
  process[stream].once('error', () => undefined).write(rest);
}

function cannotPrint(code = 'unknown'): GenManifestError {
  const reason = reasons[code] ?? `the system says ${code}`;
  return new GenManifestError([
    {
      code: 'write-failed',
      severity: 'error',
      message: `stdout does not take all of the output: ${reason}`,
      hint: 'what has arrived there is not whole: remove it, and print to where there is room',
    },
  ]);
}

/** What the system's error codes mean for a file that stdout is sent to. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left',
  EDQUOT: 'there is no room left',
  EFBIG: 'the file would be too large',
};

/** `node:tty` brings `net` with it, which takes as long as the rest of a run's own start: it is loaded when asked. */
function isTerminal(descriptor: 1 | 2): boolean {
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}

/** `settled`: whether nothing is on its way any more. */
export const standardStreams: Io & { readonly settled: boolean } = {
  get settled() {
    return settled;
  },
  stdout: (text) => write(1, 'stdout', text),
  stderr: (text) => write(2, 'stderr', text),
  get watched() {
    return isTerminal(2);
  },
  get colour() {
    // https://no-color.org: any value but the empty one.
    return isTerminal(1) && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  },
  operator,
};
