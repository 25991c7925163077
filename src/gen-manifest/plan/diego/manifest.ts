/**
 * Diego's deployment manifest for diego-release v0.1463.0, a BOSH v1 manifest.
 *
 * Source: diego-release v0.1463.0, scripts/generate-deployment-manifest and manifest-generation/diego.yml;
 * keys and lists stand in upstream's order, so that the two can be read side by side.
 */
import { networkNames } from '../../foundations/topology.js';
import type { Deployment, NotedIaas } from '../../model/deployment.js';
import { noted, type PlannedDocument, type PlannedMap, type PlannedValue } from '../planned.js';
import { jobs } from './jobs.js';
import { joined } from './joined.js';
import { properties } from './properties.js';
import { resourcePools } from './resource-pools.js';

/** Plans the whole manifest; `iaas` must be resolved. */
export function planDiegoManifest(deployment: Deployment, iaas: NotedIaas): PlannedDocument {
  const value: PlannedMap = {
    name: joined(deployment.cf('deployment_name'), '-diego'),
    director_uuid: deployment.cf('director_uuid'),
    releases: releases(deployment),
    compilation: {
      workers: 6,
      network: 'diego1',
      reuse_compilation_vms: true,
      cloud_properties: iaas.compilationCloudProperties,
    },
    update: {
      canaries: 1,
      canary_watch_time: '5000-120000',
      update_watch_time: '5000-120000',
      max_in_flight: 1,
      serial: false,
    },
    networks: networkNames.map((name) => ({ name, type: 'manual', subnets: iaas.subnets[name] })),
    disk_pools: [
      {
        name: 'database_disks',
        disk_size: iaas.databaseDisks.size,
        cloud_properties: iaas.databaseDisks.cloudProperties,
      },
    ],
    resource_pools: resourcePools(iaas),
    jobs: jobs(deployment),
    properties: properties(deployment),
  };
  return { header: header(deployment), value };
}

function releases({ rootfsRelease, releaseVersion, reasonOf, cf }: Deployment): PlannedValue[] {
  const names = ['diego', 'garden-linux', 'etcd', ...(rootfsRelease ? (['cflinuxfs2-rootfs'] as const) : [])] as const;
  return [
    ...names.map((name) => ({
      name,
      version: noted(releaseVersion(name), reasonOf(`release_versions.${name}`)),
    })),
    cf('release'),
  ];
}

function header({ foundation, environment }: Deployment): string[] {
  const where = environment === undefined ? '' : `, on ${environment}`;
  return [
    `Diego: BOSH v1 deployment manifest for diego-release v${foundation.version} beside cf-release ${foundation.cfRelease ?? ''}${where}.`,
    'Complete: nothing has to be merged with it. Every ((variable)) must be given when it is deployed:',
    'bosh int diego.yml --vars-file vars.yml --var-errs shows which are missing.',
  ];
}
