/** `gen-manifest --env openstack > diego.yml`: Diego's deployment manifest. */
import { diegoText } from '../documents/diego.js';
import { printDocument } from '../documents/print.js';
import { prepare } from '../prepare.js';
import type { Command } from '../run.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: true });
  return printDocument(prepared, diegoText(prepared, argv), io);
};
