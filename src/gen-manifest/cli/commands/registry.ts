/** `gen-manifest registry --env openstack > diego-docker.yml`: the deployment manifest of registry and cache. */
import { registryText } from '../documents/registry.js';
import { printDocument } from '../documents/print.js';
import { prepare } from '../prepare.js';
import type { Command } from '../run.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: false });
  return printDocument(prepared, registryText(prepared, argv), io);
};
