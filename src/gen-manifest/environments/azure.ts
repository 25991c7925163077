/**
 * Azure. Only a cloud config describes it: diego-release's generators never had it.
 *
 * Sources: cloudfoundry/docs-bosh, content/azure-cpi.md; cloudfoundry/bosh-deployment, azure/cloud-config.yml.
 */
import type { Declaration } from '../foundations/declaration.js';
import { zoneSettings } from './cloud-config.js';
import { dockerSettings, inCloudSubnets } from './common-settings.js';
import type { Environment } from './environment.js';

const network = 'networks.docker';

function subnetSetting(key: string, description: string, example: string): [string, Declaration] {
  return [`${network}.${key}`, { type: 'string', description, examples: [example], ...inCloudSubnets(key) }];
}

export const azure: Environment = {
  name: 'azure',
  title: 'Microsoft Azure',
  settings: {
    ...zoneSettings('Availability zone of the region (a region without zones has none)', ['1', '2', '3']),
    instance_type: {
      type: 'string',
      description: 'Size of the VMs of registry and cache',
      default: 'Standard_D2s_v3',
      'x-ends-up-in': ['cloud-config: vm_types.*.cloud_properties.instance_type'],
    },
    ...dockerSettings('cloud-config'),
    ...Object.fromEntries([
      subnetSetting('virtual_network_name', 'Name of the virtual network of registry and cache', 'boshnet'),
      subnetSetting('subnet_name', 'Name of the subnet of registry and cache in the virtual network', 'cf-docker'),
      subnetSetting('security_group', "Security group of the VMs; not set, the CPI's default one", 'nsg-bosh'),
      subnetSetting('resource_group_name', "Resource group of the network; not set, the CPI's own", 'network-rg'),
    ]),
  },
  cloudConfig: {
    // A zone is optional: not every region has zones.
    az: (az, read) => {
      const zone = read(`availability_zones.${az}`);
      return zone === undefined ? {} : { availability_zone: zone };
    },
    vmType: (read) => ({ instance_type: read('instance_type') ?? null }),
    diskType: () => ({}),
    subnet: (read) => {
      const optional = (['security_group', 'resource_group_name'] as const).flatMap((key) => {
        const value = read(`${network}.${key}`);
        return value === undefined ? [] : [[key, value] as const];
      });
      return {
        virtual_network_name: read.orVariable(`${network}.virtual_network_name`, 'docker_virtual_network_name'),
        subnet_name: read.orVariable(`${network}.subnet_name`, 'docker_subnet_name'),
        ...Object.fromEntries(optional),
      };
    },
    dns: { servers: ['168.63.129.16'], why: "Azure's own DNS server, which every VM can ask" },
  },
};
