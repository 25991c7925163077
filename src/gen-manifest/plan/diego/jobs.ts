/** The jobs of Diego's manifest. Source: diego-release v0.1463.0, manifest-generation/diego.yml:126. */
import {
  type Group,
  groupAndZone,
  groups,
  type JobName,
  jobNames,
  type TemplateRelease,
} from '../../foundations/topology.js';
import type { Deployment } from '../../model/deployment.js';
import { noted, type PlannedMap, type PlannedValue } from '../planned.js';

/** All jobs, in the order in which BOSH updates them. */
export function jobs(deployment: Deployment): PlannedMap[] {
  return jobNames.map((name) => job(name, deployment));
}

function job(name: JobName, deployment: Deployment): PlannedMap {
  const { group: groupName, zone } = groupAndZone(name);
  const group: Group = groups[groupName];
  const { instances, maxInFlight } = deployment.count(name);
  const { reasonOf } = deployment;
  const at = `instance_count_overrides.${name}`;
  return {
    name,
    templates: group.templates.map(([template, release]) => templateOf(template, release, deployment)),
    instances: noted(instances, reasonOf(`${at}.instances`)),
    ...(group.database && { persistent_disk_pool: 'database_disks' }),
    resource_pool: name,
    networks: [{ name: `diego${zone}` }],
    update: { serial: group.serial, max_in_flight: noted(maxInFlight, reasonOf(`${at}.max_in_flight`)) },
    properties: properties(group, `z${zone}`),
  };
}

function properties(group: Group, zone: string): PlannedMap {
  const consul: PlannedValue = { agent: { services: { etcd: {} } } };
  return {
    ...(group.database && { consul }),
    metron_agent: { zone },
    ...(group.cell && { diego: { rep: { zone } } }),
  };
}

function templateOf(name: string, release: TemplateRelease, { cfBridge, rootfsRelease }: Deployment): PlannedMap {
  switch (release) {
    case 'bridge':
      return { name, release: cfBridge ? 'cf' : 'diego' };
    case 'rootfs':
      return rootfsRelease
        ? { name: 'cflinuxfs2-rootfs-setup', release: 'cflinuxfs2-rootfs' }
        : { name, release: 'diego' };
    default:
      return { name, release };
  }
}
