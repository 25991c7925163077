/** `gen-manifest ops --foundation cf-deployment@58.0.0`: an ops file for cf-deployment.yml; with --base, what it lacks. */
import { withoutBase } from '../base-options.js';
import { opsText } from '../documents/ops.js';
import { printDocument } from '../documents/print.js';
import { prepare } from '../prepare.js';
import { type Command, fail } from '../run.js';

export const command: Command = async (args, io, argv) => {
  const misused = withoutBase(args, ['ops-file', 'full']);
  if (misused.length > 0) return fail(misused, io);
  const prepared = await prepare(args, { iaas: false });
  return printDocument(prepared, await opsText(prepared, argv, { full: args.given.full?.[0] === 'true' }), io);
};
