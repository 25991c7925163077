/** `gen-manifest schema`: the JSON Schema of the settings, for editors and for other programs. */
import { exitCodes } from '../../errors.js';
import { editorSchema } from '../../settings/jobs/editor-schema.js';
import type { Command } from '../run.js';

export const command: Command = async (_args, io) => {
  io.stdout(`${JSON.stringify(editorSchema(), null, 2)}\n`);
  return exitCodes.done;
};
