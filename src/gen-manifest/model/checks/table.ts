/** All semantic checks. */
import type { Finding } from '../../errors.js';
import { assumedFoundation } from '../../foundations/foundation.js';
import type { Loaded } from '../../settings/load.js';
import type { Deployment } from '../deployment.js';
import { bbsEncryption } from './bbs-encryption.js';
import { cachedUpstreams } from './cached-upstreams.js';
import type { Check, Needs } from './check.js';
import { iaasGiven } from './iaas-given.js';
import { logLevels } from './log-levels.js';
import { networkSettings } from './network-settings.js';
import { plainSecrets } from './plain-secrets.js';
import { requiredOverrides } from './required-overrides.js';
import { stagingDisk } from './staging-disk.js';
import { lostLimits } from './lost-limits.js';
import { sshHostKey } from './ssh-host-key.js';
import { tlsMaterial } from './tls-material.js';
import { trustedRegistries } from './trusted-registries.js';
import { zoneSubnets } from './zone-subnets.js';

const checks: readonly Check[] = [
  iaasGiven,
  plainSecrets,
  requiredOverrides,
  bbsEncryption,
  tlsMaterial,
  sshHostKey,
  logLevels,
  stagingDisk,
  lostLimits,
  zoneSubnets,
  networkSettings,
  trustedRegistries,
  cachedUpstreams,
];

/** Beside the cf-release that it was made for, and without switches, the assumed version needs no tables. */
async function furtherChecks({ foundation, generatorFlags }: Deployment): Promise<readonly Check[]> {
  if (foundation.name !== 'diego-release') return [];
  if (foundation === assumedFoundation && generatorFlags.length === 0) return [];
  return (await import('./other-diego.js')).otherDiegoChecks;
}

/** The findings of all checks. */
export async function checkDeployment(loaded: Loaded, deployment: Deployment, needs: Needs): Promise<Finding[]> {
  const checked = { loaded, deployment, needsIaas: needs.iaas, needsOverrides: needs.overrides ?? needs.iaas };
  const findings = [...checks, ...(await furtherChecks(deployment))].flatMap((check) => check(checked));
  if (deployment.iaas === undefined) return findings;
  const { addresses } = await import('./addresses.js');
  return [...findings, ...(await addresses(checked))];
}
