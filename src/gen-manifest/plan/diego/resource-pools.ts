/** The resource pools, one a job. Source: diego-release v0.1463.0, manifest-generation/diego.yml:41. */
import { groupAndZone, resourcePoolNames } from '../../foundations/topology.js';
import type { NotedIaas } from '../../model/deployment.js';
import type { PlannedMap } from '../planned.js';

/** All pools, in upstream's order. */
export function resourcePools(iaas: NotedIaas): PlannedMap[] {
  return resourcePoolNames.map((name) => ({
    name,
    network: `diego${groupAndZone(name).zone}`,
    stemcell: iaas.stemcell,
    cloud_properties: iaas.resourcePools[name],
  }));
}
