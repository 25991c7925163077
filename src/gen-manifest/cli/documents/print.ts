/** Prints the document of a command: its findings and notes to stderr, itself to stdout. */
import { type ExitCode, exitCodes } from '../../errors.js';
import type { Io } from '../../io.js';
import { type Prepared, reported } from '../prepare.js';
import type { DocumentText } from './document.js';

/** Writes it, and gives the exit code; where anything is wrong, nothing is on stdout. */
export async function printDocument(
  prepared: Prepared,
  { text, notes, findings }: DocumentText,
  io: Io,
): Promise<ExitCode> {
  const all = [...prepared.findings, ...findings];
  if (!(await reported({ ...prepared, findings: all }, io))) return exitCodes.wrongInput;
  io.stderr(notes);
  io.stdout(text);
  return exitCodes.done;
}
