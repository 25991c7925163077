/** `gen-manifest runtime-config`: the CA of registry and cache for the cells' own operating system. */
import { printDocument } from '../documents/print.js';
import { runtimeConfigText } from '../documents/runtime-config.js';
import { prepare } from '../prepare.js';
import type { Command } from '../run.js';

export const command: Command = async (args, io, argv) => {
  const prepared = await prepare(args, { iaas: false });
  return printDocument(prepared, runtimeConfigText(prepared, argv), io);
};
