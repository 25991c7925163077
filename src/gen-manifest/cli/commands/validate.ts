/** `gen-manifest validate`: checks everything that is given, and prints nothing but the result. */
import { exitCodes } from '../../errors.js';
import type { Arguments } from '../arguments.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import type { Command } from '../run.js';

export const command: Command = async (args, io) => {
  const prepared = await prepare(args, { iaas: false, overrides: true });
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  io.stdout(`${summary(args, prepared)}\n`);
  return exitCodes.done;
};

/** Such as `valid for diego-release@0.1463.0 on openstack: cf.yml, docker.yml and 2 --set; no warnings`. */
function summary({ given }: Arguments, { loaded, deployment, findings }: Prepared): string {
  const { foundation, environment, iaas } = deployment;
  const on = environment === undefined ? '' : ` on ${environment}`;
  const where = iaas === undefined && environment === undefined ? ' (no environment named: subnets not checked)' : on;
  const set = given.set?.length ?? 0;
  const checked = [...new Set(loaded.sources.map(({ file }) => file)), ...(set > 0 ? [`${set} --set`] : [])];
  const what = listed(checked) || 'the defaults, nothing is given';
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const count = warnings === 0 ? 'no warnings' : warnings === 1 ? '1 warning' : `${warnings} warnings`;
  return `valid for ${foundation.name}@${foundation.version}${where}: ${what}; ${count}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
