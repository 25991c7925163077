/** Runs a step of the build at the repository's root; findings are shown as sentences, never as a stack. */
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes, GenManifestError } from '../gen-manifest/errors.js';
import type { Workshop } from '../gen-manifest/release/run-tool.js';
import { standardStreams } from '../gen-manifest/standard-streams.js';

const workshop: Workshop = {
  root: fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, ''),
  environment: process.env,
  io: standardStreams,
  watched: process.stderr.isTTY,
};

/** The step's exit code: 2 for what is wrong in the repository, 3 for a tool that is missing or fails. */
export async function inWorkshop(step: (workshop: Workshop) => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await step(workshop);
  } catch (error) {
    if (!(error instanceof GenManifestError)) throw error;
    for (const { message, hint, place } of error.findings) {
      // What a tool said is shown as it is, on lines of its own.
      const text = `${place ? `${place.file}: ` : ''}${message}${message.includes('\n') ? '\n' : '. '}${hint ?? ''}`;
      standardStreams.stderr(`${text.trimEnd()}\n`);
    }
    return error.findings.some(({ code }) => code === 'tool-failed') ? exitCodes.toolFailed : exitCodes.wrongInput;
  }
}
