/** The settings of the deployment of this release: `gen-manifest registry`. */
import type { Declaration } from '../../foundations/declaration.js';

/** What the deployment takes from BOSH's cloud config; the names are the operator's. */
export const boshDeployment = {
  'bosh.azs': {
    type: 'array',
    items: { type: 'string' },
    description: 'Availability zones of registry and cache, as the cloud config names them',
    default: ['z1'],
    examples: [['z1', 'z2']],
    'x-ends-up-in': [
      'registry, on cf-deployment: instance_groups.*.azs',
      'cloud-config: azs, and the zones of its subnets',
    ],
  },
  'bosh.network': {
    type: 'string',
    description: 'Network of registry and cache, as the cloud config names it',
    default: 'default',
    'x-ends-up-in': ['registry, on cf-deployment: instance_groups.*.networks', 'cloud-config: networks'],
  },
  'bosh.vm_type': {
    type: 'string',
    description: 'VM type of registry and cache, as the cloud config names it',
    default: 'small',
    'x-ends-up-in': ['registry, on cf-deployment: instance_groups.*.vm_type', 'cloud-config: vm_types'],
  },
  'bosh.persistent_disk_type': {
    type: 'string',
    description: 'Type of the persistent disks that hold the images, as the cloud config names it',
    default: '100GB',
    'x-ends-up-in': ['registry, on cf-deployment: instance_groups.*.persistent_disk_type', 'cloud-config: disk_types'],
  },
  'bosh.stemcell': {
    type: 'string',
    enum: ['ubuntu-jammy', 'ubuntu-noble'],
    description:
      'Operating system of the stemcell; not set, the one that the cf-deployment has: ubuntu-noble from 56.0.0 on, ubuntu-jammy below',
    examples: ['ubuntu-noble'],
    'x-ends-up-in': ['registry, on cf-deployment: stemcells.default.os'],
  },
  'bosh.stemcell_version': {
    type: ['string', 'integer', 'number'],
    description: 'Version of the stemcell; latest is the newest one that the director has',
    default: 'latest',
    examples: ['1.425'],
    'x-ends-up-in': ['registry, on cf-deployment: stemcells.default.version'],
  },
  'bosh.release_version': {
    type: ['string', 'integer', 'number'],
    description: 'Version of this release, diego-docker; latest is the newest one that the director has',
    default: 'latest',
    examples: ['0.1.0'],
    'x-ends-up-in': ['registry: releases.diego-docker.version'],
  },
  'bosh.bpm_version': {
    type: ['string', 'integer', 'number'],
    description:
      'Version of bpm-release, under which the processes run; latest is the newest one that the director has',
    default: 'latest',
    examples: ['1.4.30'],
    'x-ends-up-in': ['registry, on cf-deployment: releases.bpm.version'],
  },
} as const satisfies Record<string, Declaration>;

/** How the private registry is deployed. */
export const registryDeployment = {
  'registry.instances': {
    type: 'integer',
    description: 'Instances of the private registry; more than one needs an object store, registry.properties.storage',
    default: 1,
    minimum: 1,
    'x-ends-up-in': ['registry: the instances of docker-registry'],
  },
  'registry.properties': {
    type: 'object',
    description: "Properties of the registry's job docker-registry, which its own schema checks",
    examples: [{ log: { level: 'debug' } }],
    'x-ends-up-in': ['registry: the properties of the job docker-registry in the group of that name'],
  },
} as const satisfies Record<string, Declaration>;

/** How the Docker cache is deployed. */
export const cacheDeployment = {
  'cache.instances': {
    type: 'integer',
    description: 'Instances of the Docker cache, each with a disk of its own; one where Diego itself fills it',
    default: 1,
    minimum: 1,
    'x-ends-up-in': ['registry: the instances of docker-cache'],
  },
  'cache.properties': {
    type: 'object',
    description:
      "Properties of the cache's job, which its own schema checks: docker-cache, or docker-registry where Diego itself fills the cache",
    examples: [{ drain_timeout_s: 120 }],
    'x-ends-up-in': ["registry: the properties of the cache's job in the group docker-cache"],
  },
} as const satisfies Record<string, Declaration>;

/** The errands that are deployed with the registry. */
export const errands = {
  'errands.smoke-tests.enabled': {
    type: 'boolean',
    description: 'Deploys the errand smoke-tests, which proves that the registry works',
    default: true,
    'x-ends-up-in': ['registry: the job smoke-tests'],
  },
  'errands.smoke-tests.properties': {
    type: 'object',
    description: 'Properties of the job smoke-tests, which its own schema checks',
    examples: [{ repository: 'platform/smoke-tests' }],
    'x-ends-up-in': ['registry: the properties of the job smoke-tests'],
  },
  'errands.collect-garbage.enabled': {
    type: 'boolean',
    description:
      'Deploys the errand collect-garbage, which removes layers that no image refers to any more; it is left out where the registry speaks schema 1, which does not collect',
    default: true,
    'x-ends-up-in': ['registry: the job collect-garbage'],
  },
  'errands.collect-garbage.properties': {
    type: 'object',
    description: 'Properties of the job collect-garbage, which its own schema checks',
    examples: [{ dry_run: false }],
    'x-ends-up-in': ['registry: the properties of the job collect-garbage'],
  },
  'errands.mirror-images.enabled': {
    type: 'boolean',
    description: 'Deploys the errand mirror-images, which copies images into the private registry',
    default: false,
    'x-ends-up-in': ['registry: the job mirror-images'],
  },
  'errands.mirror-images.properties': {
    type: 'object',
    description: 'Properties of the job mirror-images, which its own schema checks',
    examples: [{ images: [{ from: 'nginx:1.27', to: 'library/nginx:1.27' }] }],
    'x-ends-up-in': ['registry: the properties of the job mirror-images'],
  },
} as const satisfies Record<string, Declaration>;
