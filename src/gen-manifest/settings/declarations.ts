/**
 * The settings of gen-manifest that are its own, one declaration each. Upstream's stubs are settings too:
 * `property_overrides.*` (foundations/property-overrides.ts), `instance_count_overrides.*` and
 * `release_versions.*` (foundations/topology.ts), `iaas.<env>.*` (environments/).
 */
import type { Declaration } from '../foundations/declaration.js';
import { review } from './declarations/review.js';
import { otherDiegos } from './declarations/other-diegos.js';
import { runtimeConfig } from './declarations/runtime-config.js';
import { cacheAccess, registryAccess, securityGroup, todaysDiego } from './declarations/trust-and-reach.js';
import { boshDeployment, cacheDeployment, errands, registryDeployment } from './declarations/release-deployment.js';

export const ownSettings = {
  env: {
    type: 'string',
    description: 'The IaaS that manifests and cloud config are for; gcp and azure on cf-deployment alone',
    enum: ['openstack', 'aws', 'vsphere', 'bosh-lite', 'gcp', 'azure'],
    'x-ends-up-in': [
      'networks, resource_pools, compilation and disk_pools, as the settings below iaas.<env>',
      'cloud-config: azs, vm_types, disk_types and networks, likewise',
    ],
  },
  foundation: {
    type: 'string',
    description: 'The Cloud Foundry that Diego belongs to, as <release>@<version>',
    default: 'diego-release@0.1463.0',
    'x-ends-up-in': ['everywhere: all that is made is made for this version'],
    examples: ['cf-deployment@58.0.0', 'diego-release@0.1463.0'],
  },
  'registry.enabled': {
    type: 'boolean',
    description: 'Wires the private registry into Diego',
    default: true,
  },
  'registry.host': {
    type: 'string',
    description:
      'Address or DNS name of the private registry, as image names will have it; cells and staging containers must reach and resolve it',
    examples: ['10.0.1.20', 'registry.example.com'],
  },
  'registry.port': {
    type: 'integer',
    description: 'Port of the private registry',
    default: 5000,
    minimum: 1,
    maximum: 65535,
    'x-unit': 'TCP port',
  },
  ...registryAccess,
  ...registryDeployment,
  'cache.enabled': {
    type: 'boolean',
    description: 'Wires the Docker cache into Diego',
    default: true,
  },
  'cache.host': {
    type: 'string',
    description:
      'Address or DNS name of the Docker cache, as image names will have it; up to diego-release 0.1490.0, whose stager looks it up in consul, exactly its default, which counts there alone',
    default: 'docker-registry.service.cf.internal',
  },
  'cache.port': {
    type: 'integer',
    description:
      'Port of the Docker cache, of its first upstream: the next ones have the numbers after it, unless they name their own; up to diego-release 0.1490.0 the stager opens exactly the default to it',
    default: 8080,
    minimum: 1,
    maximum: 65535,
    'x-unit': 'TCP port',
  },
  ...cacheAccess,
  ...cacheDeployment,
  ...errands,
  ...boshDeployment,
  'staging.disk_mb': {
    type: 'integer',
    description: 'Disk of a staging container; a Docker image must fit in it while it is staged',
    default: 10240,
    minimum: 1,
    'x-unit': 'MiB',
  },
  'staging.memory_mb': {
    type: 'integer',
    description: "Memory of a staging container; not set, Cloud Foundry's own limit of 1024 stays",
    examples: [2048],
    minimum: 1,
    'x-unit': 'MiB',
  },
  'staging.timeout_s': {
    type: 'integer',
    description: "Longest time that staging may take; not set, Cloud Foundry's own limit of 900 stays",
    examples: [1800],
    minimum: 1,
    'x-unit': 's',
  },
  'diego.insecure_registries': {
    type: 'array',
    items: { type: 'string' },
    description: 'More registries without TLS, or whose TLS is not checked, each host:port',
    default: [],
    examples: [['10.0.1.30:5000', 'mirror.example.com:80']],
  },
  ...todaysDiego,
  ...otherDiegos,
  'diego.rootfs_release': {
    type: 'boolean',
    description: 'Takes the cflinuxfs2 stack from cflinuxfs2-rootfs-release; -r is short for it',
    default: false,
  },
  'diego.cf_bridge': {
    type: 'boolean',
    description: 'Takes stager, nsync, tps and cc_uploader from cf-release; -b is short for it',
    default: false,
  },
  ...securityGroup,
  ...runtimeConfig,
  ...review,
} as const satisfies Record<string, Declaration>;
