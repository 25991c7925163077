/** What lets containers and cells reach registry and cache by trust and by address: security group, runtime config. */
import type { Finding } from '../../errors.js';
import { containerReach, type Reached } from '../../model/container-reach.js';
import type { ReviewedArtifact } from '../../plan/review/review.js';
import { planRuntimeConfig } from '../../plan/runtime-config/runtime-config.js';
import { planSecurityGroup, securityGroupCommands } from '../../plan/security-group/rules.js';
import type { Prepared } from '../prepare.js';
import type { Artifact } from './artifacts.js';

/** The addresses that the security group opens; what it lacks is a note here, since a review does not need it. */
export function openedAddresses({ loaded, deployment }: Prepared, findings: Finding[]): Reached[] {
  const found: Finding[] = [];
  const reached = containerReach(loaded.settings, deployment.foundation, found);
  findings.push(
    ...found.map((finding): Finding => (finding.code === 'not-allowed' ? finding : { ...finding, severity: 'note' })),
  );
  return found.length > 0 ? [] : reached;
}

/** The security group; none where no address is known. */
export function securityGroupArtifact(reached: readonly Reached[], { deployment }: Prepared): ReviewedArtifact[] {
  if (reached.length === 0) return [];
  return [
    {
      name: 'security-group.json',
      description:
        'The rules that let containers reach registry and cache; apps that run have them from their next restart on.',
      command: securityGroupCommands.join(' && '),
      text: `${JSON.stringify(planSecurityGroup(reached, deployment.foundation), null, 2)}\n`,
    },
  ];
}

/** The runtime config where Diego trusts by the CA; a note where it cannot be made. */
export function runtimeConfigArtifact({ deployment, loaded }: Prepared, findings: Finding[]): Artifact[] {
  if (deployment.foundation.name !== 'cf-deployment' || deployment.trust.by !== 'ca') return [];
  const version = loaded.settings.own('runtime_config.os_conf_version');
  if (version === undefined) {
    const message = 'runtime-config.yml is left out: runtime_config.os_conf_version is not set';
    const hint = 'cells trust the CA by it, or by director.trusted_certs; bosh releases shows the versions of os-conf';
    findings.push({ code: 'missing', severity: 'note', message, hint });
    return [];
  }
  return [
    {
      name: 'runtime-config.yml',
      description: 'The runtime config that has cells trust the CA of registry and cache.',
      command: 'bosh update-config --type runtime --name diego-docker runtime-config.yml',
      by: 'runtime-config',
      document: planRuntimeConfig(deployment, version),
      // The director generates the CA.
      filled: () => true,
    },
  ];
}
