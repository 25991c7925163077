/** `gen-manifest cloud-config --env openstack`: what the deployment of registry and cache needs of a cloud config. */
import { exitCodes } from '../../errors.js';
import { withoutBase } from '../base-options.js';
import { cloudConfigText } from '../documents/cloud-config.js';
import { prepare, reported } from '../prepare.js';
import { type Command, fail } from '../run.js';

export const command: Command = async (args, io, argv) => {
  const misused = withoutBase(args, ['full']);
  if (misused.length > 0) return fail(misused, io);
  const prepared = await prepare(args, { iaas: false });
  const { text, notes, findings } = await cloudConfigText(prepared, argv, { full: args.given.full?.[0] === 'true' });
  if (!(await reported({ ...prepared, findings: [...prepared.findings, ...findings] }, io))) {
    return exitCodes.wrongInput;
  }
  io.stderr(notes);
  io.stdout(text);
  return exitCodes.done;
};
