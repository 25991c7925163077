/** `gen-manifest security-group`: the rules that let containers reach registry and cache, for cf. */
import { exitCodes, type Finding } from '../../errors.js';
import { containerReach } from '../../model/container-reach.js';
import { planSecurityGroup, securityGroupCommands } from '../../plan/security-group/rules.js';
import { prepare, reported } from '../prepare.js';
import type { Command } from '../run.js';

export const command: Command = async (args, io) => {
  const prepared = await prepare(args, { iaas: false });
  const findings: Finding[] = [];
  const reached = containerReach(prepared.loaded.settings, prepared.deployment.foundation, findings);
  if (!(await reported({ ...prepared, findings: [...prepared.findings, ...findings] }, io)))
    return exitCodes.wrongInput;
  io.stdout(`${JSON.stringify(planSecurityGroup(reached, prepared.deployment.foundation), null, 2)}\n`);
  io.stderr(`note: with this as security-group.json: ${securityGroupCommands.join(' && ')}\n`);
  io.stderr(
    "note: names are resolved only where port 53 is open too, by CF's own group dns, which is bound by default: cf staging-security-groups and cf running-security-groups show it\n",
  );
  io.stderr('note: apps that run have it from their next restart on\n');
  return exitCodes.done;
};
