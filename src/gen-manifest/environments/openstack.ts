/**
 * OpenStack. Defaults are those of upstream's example: diego-release v0.1463.0,
 * manifest-generation/examples/openstack/iaas-settings.yml.
 */
import { dockerNetwork, environmentNetworks, groupAndZone } from '../foundations/topology.js';
import { zoneOf, zoneSettings } from './cloud-config.js';
import { commonSettings, inDockerNetwork } from './common-settings.js';
import { type DiegoEnvironment, subnet } from './environment.js';

export const openstack: DiegoEnvironment = {
  name: 'openstack',
  title: 'OpenStack',
  settings: {
    ...commonSettings('bosh-openstack-kvm-ubuntu-trusty-go_agent'),
    instance_type: {
      type: 'string',
      description: 'Flavor of every VM but the cells',
      default: 'm1.small',
    },
    cell_instance_type: {
      type: 'string',
      description: 'Flavor of the cells; its disk bounds staging.disk_mb',
      default: 'm1.large',
    },
    security_groups: {
      type: 'array',
      items: { type: 'string' },
      description: 'Security groups of every VM',
      examples: [['bosh', 'cf-private']],
    },
    ...zoneSettings('Availability zone of Nova', ['nova']),
    ...Object.fromEntries(
      environmentNetworks.map((network, index) => [
        `networks.${network}.net_id`,
        {
          type: 'string',
          description: `UUID of the Neutron network for ${network}`,
          examples: [`3f5a1b2c-0d4e-4f6a-8b7c-9d0e1f2a3b${index + 1}c`],
          ...(network === dockerNetwork && inDockerNetwork('net_id')),
        },
      ]),
    ),
  },
  compilationCloudProperties: (read) => ({ instance_type: read('instance_type') ?? null }),
  poolCloudProperties: (job, read) => {
    const { group } = groupAndZone(job);
    const size = group === 'cell' || group === 'colocated' ? 'cell_instance_type' : 'instance_type';
    return { instance_type: read(size) ?? null };
  },
  databaseDiskCloudProperties: () => ({}),
  subnets: (network, read) => [
    subnet(network, read, {
      net_id: read.orVariable(`networks.${network}.net_id`, `${network}_net_id`),
      security_groups: read.orVariable('security_groups', 'diego_security_groups'),
    }),
  ],
  cloudConfig: {
    az: (az, read) => ({ availability_zone: zoneOf(az, read) }),
    vmType: (read) => ({ instance_type: read('instance_type') ?? null }),
    diskType: () => ({}),
    subnet: (read) => ({
      net_id: read.orVariable('networks.docker.net_id', 'docker_net_id'),
      security_groups: read.orVariable('security_groups', 'docker_security_groups'),
    }),
  },
};
