/** The iaas-settings stub for upstream's generator, and before v0.1445.0 the stub of persistent disks beside it. */
import gte from 'semver/functions/gte.js';
import { deployedJobs, poolOf } from '../../foundations/diego-release/deployed-jobs.js';
import { keysAt } from '../../foundations/diego-release/stub-keys-at.js';
import { networkNames } from '../../foundations/topology.js';
import type { NotedIaas } from '../../model/deployment.js';
import type { PlannedDocument, PlannedMap } from '../planned.js';
import { forSpiff } from './for-spiff.js';

/** From this version on the iaas-settings stub has the persistent disks. Source: manifest-generation/diego.yml. */
export const firstWithDiskPools = '0.1445.0';

/** Source: diego-release v0.1072.0 to v1.35.0, manifest-generation/diego.yml (iaas_settings.*). */
export function planIaasSettings(iaas: NotedIaas, version: string): PlannedDocument {
  const section: PlannedMap = {
    stemcell: iaas.stemcell,
    compilation_cloud_properties: iaas.compilationCloudProperties,
    resource_pool_cloud_properties: deployedJobs(version).map((name) => ({
      name,
      cloud_properties: iaas.resourcePools[poolOf(name)],
    })),
    subnet_configs: networkNames.map((name) => ({ name, type: 'manual', subnets: iaas.subnets[name] })),
  };
  if (gte(version, firstWithDiskPools)) {
    section['disk_pools'] = [
      {
        name: 'database_disks',
        disk_size: iaas.databaseDisks.size,
        cloud_properties: iaas.databaseDisks.cloudProperties,
      },
    ];
  }
  return { header: [], value: { iaas_settings: forSpiff(section) } };
}

/** The sizes of the databases' disks, in MiB: all that this version can say of them. */
export function planPersistentDisks(iaas: NotedIaas, version: string): PlannedDocument {
  const jobs = [...keysAt('persistent_disk_overrides', version)];
  const sizes = Object.fromEntries(jobs.map((job) => [job, iaas.databaseDisks.size]));
  return { header: [], value: { persistent_disk_overrides: forSpiff(sizes) } };
}
