/**
 * Google Cloud. Only a cloud config describes it: diego-release's generators never had it.
 *
 * Sources: cloudfoundry/docs-bosh, content/google-cpi.md; cloudfoundry/bosh-deployment, gcp/cloud-config.yml.
 */
import { zoneOf, zoneSettings } from './cloud-config.js';
import { dockerSettings, inCloudSubnets } from './common-settings.js';
import type { Environment } from './environment.js';

const network = 'networks.docker';

export const gcp: Environment = {
  name: 'gcp',
  title: 'Google Cloud',
  settings: {
    ...zoneSettings('Zone of Compute Engine', ['europe-west1-b', 'europe-west1-c', 'europe-west1-d']),
    machine_type: {
      type: 'string',
      description: 'Machine type of the VMs of registry and cache',
      default: 'e2-standard-2',
      'x-ends-up-in': ['cloud-config: vm_types.*.cloud_properties.machine_type'],
    },
    ...dockerSettings('cloud-config'),
    [`${network}.network_name`]: {
      type: 'string',
      description: 'Name of the VPC network of registry and cache',
      examples: ['cf'],
      ...inCloudSubnets('network_name'),
    },
    [`${network}.subnetwork_name`]: {
      type: 'string',
      description: 'Name of the subnet of registry and cache in the VPC network',
      examples: ['cf-docker'],
      ...inCloudSubnets('subnetwork_name'),
    },
    [`${network}.tags`]: {
      type: 'array',
      items: { type: 'string' },
      description: 'Network tags of the VMs of registry and cache, which firewall rules name',
      examples: [['internal']],
      ...inCloudSubnets('tags'),
    },
  },
  cloudConfig: {
    az: (az, read) => ({ zone: zoneOf(az, read) }),
    vmType: (read) => ({ machine_type: read('machine_type') ?? null, root_disk_size_gb: 20, root_disk_type: 'pd-ssd' }),
    diskType: () => ({ type: 'pd-ssd' }),
    subnet: (read) => {
      const tags = read(`${network}.tags`);
      return {
        network_name: read.orVariable(`${network}.network_name`, 'docker_network_name'),
        subnetwork_name: read.orVariable(`${network}.subnetwork_name`, 'docker_subnetwork_name'),
        ephemeral_external_ip: false,
        ...(tags !== undefined && { tags }),
      };
    },
    dns: { servers: ['169.254.169.254'], why: "Google's own DNS server, which every VM can ask" },
  },
};
