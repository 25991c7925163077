/** `gen-manifest security-group`: the rules that let containers reach registry and cache, for cf. */
import { printDocument } from '../documents/print.js';
import { securityGroupText } from '../documents/security-group.js';
import { prepare } from '../prepare.js';
import type { Command } from '../run.js';

export const command: Command = async (args, io) => {
  const prepared = await prepare(args, { iaas: false });
  return printDocument(prepared, securityGroupText(prepared), io);
};
