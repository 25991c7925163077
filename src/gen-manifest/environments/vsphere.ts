/**
 * vSphere. Upstream has no vSphere example at v0.1463.0; sizes are those of the first one that it wrote:
 * diego-release v1.35.0, manifest-generation/misc-templates/vsphere-iaas-settings.yml.
 */
import { dockerNetwork, environmentNetworks, type GroupName, groupAndZone } from '../foundations/topology.js';
import type { YamlMap } from '../yaml-value.js';
import { nameOf } from './cloud-config.js';
import { commonSettings, inDockerNetwork } from './common-settings.js';
import { type DiegoEnvironment, type ReadSetting, subnet, variable } from './environment.js';

/** CPUs, disk in MiB and memory in MiB of a VM. */
type Size = { readonly cpu: number; readonly disk: number; readonly ram: number };
const small: Size = { cpu: 1, disk: 4096, ram: 1024 };
const withDisk: Size = { cpu: 1, disk: 8192, ram: 1024 };
const sizes: Record<GroupName, Size> = {
  access: small,
  brain: small,
  cc_bridge: small,
  cell: { cpu: 2, disk: 50000, ram: 8192 },
  colocated: withDisk,
  database: withDisk,
  route_emitter: withDisk,
};

function placed(size: Size, read: ReadSetting): YamlMap {
  const datacenters = read('datacenters');
  return { ...size, ...(datacenters !== undefined && { datacenters }) };
}

export const vsphere: DiegoEnvironment = {
  name: 'vsphere',
  title: 'vSphere',
  settings: {
    ...commonSettings('bosh-vsphere-esxi-ubuntu-trusty-go_agent'),
    datacenters: {
      type: 'array',
      items: { type: 'object' },
      description: "Datacenters and clusters of every VM, in the vSphere CPI's form",
      examples: [[{ name: 'dc1', clusters: [{ cluster1: { resource_pool: 'diego' } }] }]],
    },
    ...Object.fromEntries(
      environmentNetworks.map((network) => [
        `networks.${network}.name`,
        {
          type: 'string',
          description: `Name of the vSphere network for ${network}`,
          examples: ['VM Network'],
          ...(network === dockerNetwork && inDockerNetwork('name')),
        },
      ]),
    ),
  },
  compilationCloudProperties: (read) => placed({ cpu: 2, disk: 8192, ram: 4096 }, read),
  poolCloudProperties: (job, read) => placed(sizes[groupAndZone(job).group], read),
  databaseDiskCloudProperties: () => ({}),
  subnets: (network, read) => [
    subnet(network, read, {
      name: read.orVariable(`networks.${network}.name`, `${network}_network_name`),
    }),
  ],
  cloudConfig: {
    az: (az, read) => ({
      datacenters: read('datacenters') ?? [
        {
          name: read.orVariable('datacenters', `${nameOf(az)}_datacenter`),
          clusters: [{ [variable(`${nameOf(az)}_cluster`)]: {} }],
        },
      ],
    }),
    vmType: () => ({ cpu: 2, ram: 4096, disk: 16384 }),
    diskType: () => ({}),
    subnet: (read) => ({ name: read.orVariable('networks.docker.name', 'docker_network_name') }),
  },
};
