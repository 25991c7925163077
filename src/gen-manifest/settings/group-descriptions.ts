/** What each group of settings is about: for the JSON Schema, `explain` and `init`, never for a manifest. */
import { environments, type EnvironmentName } from '../environments/table.js';
import { dockerNetwork, networkNames } from '../foundations/topology.js';

const own: Readonly<Record<string, string>> = {
  registry: 'The private Docker registry that Diego pulls images from',
  cache: 'The Docker cache: staging copies images into it where an app asks for that',
  errands: 'The errands of the registry, gen-manifest registry',
  'errands.smoke-tests': 'The errand that proves that the registry works',
  'errands.collect-garbage': 'The errand that removes what no image refers to any more',
  'errands.mirror-images': 'The errand that copies images into the registry',
  bosh: "What the deployment of registry and cache takes from BOSH's cloud config, gen-manifest registry",
  staging: "Limits of staging, for Cloud Foundry's own manifest (gen-manifest stubs --only cf-properties)",
  diego: 'How Diego is wired, and what its manifest is made of, beside the property overrides',
  security_group: 'The application security group that lets containers reach registry and cache',
  runtime_config: "What gives the registry's CA to the cells' own operating system",
  review: 'What a review is told that no manifest knows, gen-manifest review',
  iaas: 'What only one IaaS has, by environment; the one that --env names is used',
  instance_count_overrides: "Instances of each job, as in upstream's stub for -n",
  release_versions: "Versions of the releases, as in upstream's stub for -v",
  property_overrides: "Properties of Diego's jobs, as in upstream's stub for -p",
};

const belowIaas: Readonly<Record<string, string>> = {
  stemcell: 'The stemcell of every VM',
  resource_pool_cloud_properties: 'Cloud properties of the VMs of one resource pool, each replaced as a whole',
  disk_pools: 'The pools of persistent disks',
  'disk_pools.database_disks': 'Persistent disks of the database jobs',
  'disk_pools.docker_disks': 'Persistent disks of registry and cache',
  availability_zones: "Availability zones of Diego's zones",
  networks: "Diego's networks, one a zone, and that of registry and cache",
  [`networks.${dockerNetwork}`]: 'The network of registry and cache, gen-manifest registry',
  ...Object.fromEntries(networkNames.map((name, index) => [`networks.${name}`, `The network of zone z${index + 1}`])),
};

/** The description of the group of settings at `path`; undefined where its name says all there is to say. */
export function groupDescription(path: string): string | undefined {
  const known = own[path];
  if (known !== undefined) return known;
  const [first, second, ...rest] = path.split('.');
  if (first === 'iaas' && second !== undefined) {
    if (rest.length > 0) return belowIaas[rest.join('.')];
    return `Settings for ${environments[second as EnvironmentName].title}`;
  }
  return first === 'property_overrides' ? `Overrides of ${[second, ...rest].join('.')}` : undefined;
}
