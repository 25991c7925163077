/** `gen-manifest cloud-config --env openstack`: what the deployment of registry and cache needs of a cloud config. */
import { withoutBase } from '../base-options.js';
import { cloudConfigText } from '../documents/cloud-config.js';
import { printDocument } from '../documents/print.js';
import { prepare } from '../prepare.js';
import { type Command, fail } from '../run.js';

export const command: Command = async (args, io, argv) => {
  const misused = withoutBase(args, ['full']);
  if (misused.length > 0) return fail(misused, io);
  const prepared = await prepare(args, { iaas: false });
  return printDocument(prepared, await cloudConfigText(prepared, argv, { full: args.given.full?.[0] === 'true' }), io);
};
