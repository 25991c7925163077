/**
 * AWS. Defaults are those of upstream's example: diego-release v0.1463.0,
 * examples/aws/templates/diego/iaas-settings-internal.yml, and
 * manifest-generation/misc-templates/aws-iaas-settings.yml for the disks.
 */
import type { Declaration } from '../foundations/declaration.js';
import {
  dockerNetwork,
  environmentNetworks,
  type GroupName,
  groupAndZone,
  type Zone,
  zones,
} from '../foundations/topology.js';
import type { YamlValue } from '../yaml-value.js';
import { zoneOf } from './cloud-config.js';
import { commonSettings, inDockerNetwork } from './common-settings.js';
import { type DiegoEnvironment, type ReadSetting, subnet } from './environment.js';

const sizes: Partial<Record<GroupName, string>> = {
  cell: 'cell_instance_type',
  colocated: 'cell_instance_type',
  database: 'database_instance_type',
};

function availabilityZone(zone: Zone, read: ReadSetting): YamlValue {
  return read.orVariable(`availability_zones.z${zone}`, `z${zone}_availability_zone`);
}

export const aws: DiegoEnvironment = {
  name: 'aws',
  title: 'Amazon Web Services',
  settings: {
    ...commonSettings('bosh-aws-xen-hvm-ubuntu-trusty-go_agent'),
    instance_type: { type: 'string', description: 'Type of the other VMs', default: 'm3.medium' },
    cell_instance_type: { type: 'string', description: 'Type of the cells', default: 'r3.xlarge' },
    database_instance_type: { type: 'string', description: 'Type of the database VMs', default: 'm3.large' },
    compilation_instance_type: {
      type: 'string',
      description: 'Type of the VMs that compile packages',
      default: 'c3.large',
    },
    docker_instance_type: {
      type: 'string',
      description: 'Type of the VMs of registry and cache in a cloud config',
      default: 'm5.large',
      'x-ends-up-in': ['cloud-config: vm_types.*.cloud_properties.instance_type'],
    },
    security_groups: {
      type: 'array',
      items: { type: 'string' },
      description: 'Security groups of every VM',
      examples: [['bosh', 'cf-private']],
    },
    ssh_proxy_elbs: {
      type: 'array',
      items: { type: 'string' },
      description: 'Load balancers of the SSH proxies (access jobs)',
      examples: [['diego-ssh-proxy']],
    },
    ...Object.fromEntries([
      ...zones.map((zone): [string, Declaration] => [
        `availability_zones.z${zone}`,
        { type: 'string', description: `Availability zone of Diego's zone z${zone}`, examples: ['us-east-1a'] },
      ]),
      ...environmentNetworks.map((network): [string, Declaration] => [
        `networks.${network}.subnet`,
        {
          type: 'string',
          description: `Id of the VPC subnet for ${network}`,
          examples: ['subnet-0a1b2c3d'],
          ...(network === dockerNetwork && inDockerNetwork('subnet')),
        },
      ]),
    ]),
  },
  compilationCloudProperties: (read) => ({
    instance_type: read('compilation_instance_type') ?? null,
    availability_zone: availabilityZone(1, read),
  }),
  poolCloudProperties: (job, read) => {
    const { group, zone } = groupAndZone(job);
    return {
      instance_type: read(sizes[group] ?? 'instance_type') ?? null,
      availability_zone: availabilityZone(zone, read),
      ...(group === 'access' && { elbs: read.orVariable('ssh_proxy_elbs', 'ssh_proxy_elbs') }),
    };
  },
  databaseDiskCloudProperties: () => ({ type: 'gp2' }),
  subnets: (network, read) => [
    subnet(network, read, {
      security_groups: read.orVariable('security_groups', 'diego_security_groups'),
      subnet: read.orVariable(`networks.${network}.subnet`, `${network}_subnet`),
    }),
  ],
  cloudConfig: {
    az: (az, read) => ({ availability_zone: zoneOf(az, read) }),
    vmType: (read) => ({
      instance_type: read('docker_instance_type') ?? null,
      ephemeral_disk: { size: 25600, type: 'gp3' },
    }),
    diskType: () => ({ type: 'gp3' }),
    subnet: (read) => ({
      subnet: read.orVariable('networks.docker.subnet', 'docker_subnet'),
      security_groups: read.orVariable('security_groups', 'docker_security_groups'),
    }),
    zonalSubnets: true,
    dns: { servers: ['169.254.169.253'], why: "Amazon's own DNS server, which every VPC has" },
  },
};
