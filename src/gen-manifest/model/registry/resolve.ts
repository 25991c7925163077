/** From settings to the deployment of this release, with everything that is wrong with it. */
import type { Finding } from '../../errors.js';
import { deploymentFacts, type DeploymentFacts } from '../../foundations/release-deployment.js';
import type { Loaded } from '../../settings/load.js';
import type { Settings } from '../../settings/settings.js';
import type { Deployment } from '../deployment.js';
import { reasonOf } from '../reason.js';
import { releaseFindings } from './checks/table.js';
import { GivenProperties } from './given-properties.js';
import { iaasOf } from './iaas.js';
import { type Errand, errandNames, type ReleaseDeployment } from './release-deployment.js';
import { service } from './service.js';

/** The deployment that the settings describe; what is wrong with it is added to `findings`. */
export function resolveRelease(
  loaded: Loaded,
  { foundation, trust, environment }: Pick<Deployment, 'foundation' | 'trust' | 'environment'>,
  findings: Finding[],
): ReleaseDeployment {
  const { settings } = loaded;
  const facts = deploymentFacts(foundation);
  const release: ReleaseDeployment = {
    facts,
    registry: settings.own('registry.enabled') ? service('registry', settings, foundation) : undefined,
    cache: settings.own('cache.enabled') ? service('cache', settings, foundation) : undefined,
    errands: settings.own('registry.enabled') ? errands(settings, facts) : [],
    azs: settings.own('bosh.azs'),
    network: settings.own('bosh.network'),
    vmType: settings.own('bosh.vm_type'),
    persistentDiskType: settings.own('bosh.persistent_disk_type'),
    stemcell: {
      os: settings.own('bosh.stemcell') ?? facts.stemcell,
      version: settings.own('bosh.stemcell_version'),
    },
    releaseVersion: settings.own('bosh.release_version'),
    bpmVersion: settings.own('bosh.bpm_version'),
    iaas: facts.manifest === 'v1' ? iaasOf(loaded, environment, findings) : undefined,
    caVariable: trust.caVariable,
    reasonOf: (setting) => reasonOf(settings, setting),
  };
  findings.push(...releaseFindings({ settings, release, foundation }));
  return release;
}

function errands(settings: Settings, facts: DeploymentFacts): Errand[] {
  return errandNames
    .filter((name) => settings.own(`errands.${name}.enabled`) && (name !== 'collect-garbage' || facts.collectsGarbage))
    .map((name) => ({ name, given: new GivenProperties(settings, `errands.${name}.properties`, name) }));
}
