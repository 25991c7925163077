/** The process' standard streams for a run, without the cost of process.stdout. */
import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Io } from './cli/io.js';

/** Writes all of `text`; process.stdout is loaded only for a pipe that is full. A reader that left is no error. */
function write(descriptor: 1 | 2, stream: 'stdout' | 'stderr', text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') process[stream].write(rest);
    else if (code !== 'EPIPE') throw error;
  }
}

export const standardStreams: Io = {
  stdout: (text) => write(1, 'stdout', text),
  stderr: (text) => write(2, 'stderr', text),
  get colour() {
    // https://no-color.org: any value but the empty one.
    return isatty(1) && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  },
};
