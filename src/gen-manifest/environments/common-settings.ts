/**
 * The settings that environments have below `iaas.<env>`: upstream's iaas_settings, key by key, and what the
 * deployment of registry and cache needs of every IaaS.
 */
import type { Declaration } from '../foundations/declaration.js';
import { dockerNetwork, networkNames, resourcePoolNames } from '../foundations/topology.js';

const addresses = { type: 'array', items: { type: 'string' } } as const;

/** Examples of one network do not overlap those of another: a file with all of them is valid. */
function networkSettings(network: string, zone: number): Record<string, Declaration> {
  const at = `networks.${network}`;
  const example = `10.0.${zone}`;
  return {
    [`${at}.range`]: {
      type: 'string',
      description: `Subnet of the network ${network}, CIDR`,
      examples: [`${example}.0/24`],
    },
    [`${at}.gateway`]: { type: 'string', description: `Gateway of the network ${network}`, examples: [`${example}.1`] },
    [`${at}.dns`]: { ...addresses, description: `DNS servers of the network ${network}`, examples: [['10.0.0.2']] },
    [`${at}.reserved`]: {
      ...addresses,
      description: `Addresses of ${network} that BOSH must not use: address, or first - last`,
      examples: [[`${example}.2 - ${example}.9`]],
    },
    [`${at}.static`]: {
      ...addresses,
      description: `Addresses of ${network} for static IPs: address, or first - last`,
      examples: [[`${example}.10 - ${example}.63`]],
    },
    [`${at}.subnets`]: {
      type: 'array',
      items: { type: 'object' },
      description: `All subnets of ${network} in BOSH's own form; replaces the settings beside it`,
    },
  };
}

/** Settings of the deployment of registry and cache: for a cloud config, and for a v1 manifest, which has none. */
export function dockerSettings(manifests: 'v1-too' | 'cloud-config'): Record<string, Declaration> {
  const endsUpIn = (v1: string, cloudConfig: string): Pick<Declaration, 'x-ends-up-in'> => ({
    'x-ends-up-in': [
      ...(manifests === 'v1-too' ? [`registry, on diego-release: ${v1}`] : []),
      `cloud-config: ${cloudConfig}`,
    ],
  });
  const network = networkSettings(dockerNetwork, networkNames.length + 1);
  return {
    'resource_pool_cloud_properties.docker': {
      type: 'object',
      description: 'Cloud properties of the VMs of registry and cache; replaces what the environment makes',
      ...endsUpIn('resource_pools.docker.cloud_properties', 'vm_types.*.cloud_properties'),
    },
    'disk_pools.docker_disks.disk_size': {
      type: 'integer',
      description: 'Persistent disk of registry and cache',
      default: 102400,
      minimum: 1,
      'x-unit': 'MiB',
      ...endsUpIn('disk_pools.docker_disks.disk_size', 'disk_types.*.disk_size'),
    },
    'disk_pools.docker_disks.cloud_properties': {
      type: 'object',
      description: 'Cloud properties of the persistent disks of registry and cache',
      ...endsUpIn('disk_pools.docker_disks.cloud_properties', 'disk_types.*.cloud_properties'),
    },
    az_cloud_properties: {
      type: 'object',
      description:
        'Cloud properties of availability zones by the names of the zones; replaces what the environment makes',
      examples: [{ z1: { availability_zone: 'us-east-1a' } }],
      'x-ends-up-in': ['cloud-config: azs.*.cloud_properties'],
    },
    ...Object.fromEntries(
      Object.entries(network).map(([path, declaration]) => [
        path,
        { ...declaration, ...(manifests === 'v1-too' ? inDockerNetwork(path) : inCloudSubnets(path)) },
      ]),
    ),
  };
}

/** Where a setting of the network of registry and cache ends up. */
export function inDockerNetwork(path: string): Pick<Declaration, 'x-ends-up-in'> {
  return {
    'x-ends-up-in': [
      `registry, on diego-release: networks.${dockerNetwork}.subnets${belowSubnets(path)}`,
      ...inCloudSubnets(path)['x-ends-up-in'],
    ],
  };
}

/** The same on an IaaS that only a cloud config describes. */
export function inCloudSubnets(path: string): Required<Pick<Declaration, 'x-ends-up-in'>> {
  return { 'x-ends-up-in': [`cloud-config: networks.*.subnets${belowSubnets(path)}`] };
}

function belowSubnets(path: string): string {
  const [key = ''] = path.split('.').slice(-1);
  return key === 'subnets' ? '' : `.*.${isCloudProperty(key) ? 'cloud_properties.' : ''}${key}`;
}

function isCloudProperty(key: string): boolean {
  return !['range', 'gateway', 'dns', 'reserved', 'static'].includes(key);
}

/** Settings below `iaas.<env>` that do not depend on the IaaS; `stemcell` is the IaaS's default name. */
export function commonSettings(stemcell: string): Record<string, Declaration> {
  return {
    'stemcell.name': { type: 'string', description: 'Name of the stemcell', default: stemcell },
    'stemcell.version': {
      type: ['string', 'integer', 'number'],
      description: 'Version of the stemcell',
      default: 'latest',
      examples: ['3232'],
    },
    compilation_cloud_properties: {
      type: 'object',
      description: 'Cloud properties of the VMs that compile packages; replaces what the environment makes',
    },
    ...Object.fromEntries(
      resourcePoolNames.map((pool) => [
        `resource_pool_cloud_properties.${pool}`,
        {
          type: 'object',
          description: `Cloud properties of the resource pool ${pool}; replaces what the environment makes`,
        } satisfies Declaration,
      ]),
    ),
    'disk_pools.database_disks.disk_size': {
      type: 'integer',
      description: 'Persistent disk of the database jobs',
      default: 1024,
      minimum: 1,
      'x-unit': 'MiB',
    },
    'disk_pools.database_disks.cloud_properties': {
      type: 'object',
      description: "Cloud properties of the database jobs' persistent disk",
    },
    ...Object.fromEntries(
      networkNames.flatMap((network, index) => Object.entries(networkSettings(network, index + 1))),
    ),
    ...dockerSettings('v1-too'),
  };
}
