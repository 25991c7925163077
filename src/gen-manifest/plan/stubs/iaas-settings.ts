/** The iaas-settings stub for upstream's generator. */
import { networkNames, resourcePoolNames } from '../../foundations/topology.js';
import type { NotedIaas } from '../../model/deployment.js';
import type { PlannedDocument } from '../planned.js';
import { forSpiff } from './for-spiff.js';

/** Source: diego-release v0.1463.0, manifest-generation/diego.yml (iaas_settings.*). */
export function planIaasSettings(iaas: NotedIaas): PlannedDocument {
  const section = {
    stemcell: iaas.stemcell,
    compilation_cloud_properties: iaas.compilationCloudProperties,
    resource_pool_cloud_properties: resourcePoolNames.map((name) => ({
      name,
      cloud_properties: iaas.resourcePools[name],
    })),
    subnet_configs: networkNames.map((name) => ({ name, type: 'manual', subnets: iaas.subnets[name] })),
    disk_pools: [
      {
        name: 'database_disks',
        disk_size: iaas.databaseDisks.size,
        cloud_properties: iaas.databaseDisks.cloudProperties,
      },
    ],
  };
  return { header: [], value: { iaas_settings: forSpiff(section) } };
}
