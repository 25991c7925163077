/** `gen-manifest runtime-config`: the CA of registry and cache for the cells' own operating system. */
import { exitCodes, type Finding } from '../../errors.js';
import { planRuntimeConfig } from '../../plan/runtime-config/runtime-config.js';
import type { Arguments } from '../arguments.js';
import { documentText } from '../document-text.js';
import { prepare, type Prepared, reported } from '../prepare.js';
import type { Command } from '../run.js';

const setting = 'runtime_config.os_conf_version';

export const command: Command = async (args, io, argv) => {
  const prepared = await checkedForOsConf(args);
  if (!(await reported(prepared, io))) return exitCodes.wrongInput;
  const { deployment, loaded } = prepared;
  const planned = planRuntimeConfig(deployment, loaded.settings.own(setting) as string);
  io.stdout(documentText(planned, argv, loaded));
  return exitCodes.done;
};

async function checkedForOsConf(args: Arguments): Promise<Prepared> {
  const prepared = await prepare(args, { iaas: false });
  const { deployment, loaded } = prepared;
  if (deployment.foundation.name !== 'cf-deployment') return prepared;
  const findings: Finding[] = [...prepared.findings];
  if (deployment.trust.by === 'insecure') {
    findings.push({
      code: 'no-effect',
      severity: 'error',
      message: 'diego.trust is insecure: cells check no certificate, so that no CA has to be added',
      hint: 'remove diego.trust: insecure, or leave the runtime config out',
    });
  }
  if (loaded.settings.own(setting) === undefined) {
    findings.push({
      code: 'missing',
      severity: 'error',
      message: `${setting} is not set: a runtime config names the version of each release, latest is refused`,
      hint: `bosh releases shows the versions of os-conf that the director has; then --set ${setting}=23.0.2`,
    });
  }
  return { ...prepared, findings };
}
