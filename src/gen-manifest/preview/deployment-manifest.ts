/**
 * What a deployment manifest says of its jobs, in BOSH's terms of today: instance groups with jobs. Manifests of
 * before 2017 call them jobs with templates.
 */
import type { Step } from '../errors.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { appliesTo } from './addons.js';
import { staticAddresses } from './static-addresses.js';

/** A job of an instance group. */
export interface ManifestJob {
  readonly name: string;
  readonly release: string | undefined;
  /** The job's own; else what the group and the manifest give it, merged. */
  readonly properties: YamlMap;
  readonly provides: YamlMap;
  readonly consumes: YamlMap;
  /** Links that the manifest has the job provide beside those of its spec: `custom_provider_definitions`. */
  readonly custom: readonly YamlMap[];
  /** Where it stands in the manifest. */
  readonly place: readonly Step[];
}

/** A network of an instance group. */
export interface GroupNetwork {
  readonly name: string;
  /** One an instance, as far as the manifest has them. */
  readonly staticIps: readonly string[];
  /** What it is used for where there are several: `dns`, `gateway`, `addressable`. */
  readonly defaults: readonly string[];
}

/** An instance group. */
export interface InstanceGroup {
  readonly name: string;
  readonly instances: number;
  readonly azs: readonly string[];
  readonly networks: readonly GroupNetwork[];
  /** In MB; a disk type stands in the cloud config, and counts as 1. */
  readonly persistentDisk: number;
  readonly jobs: readonly ManifestJob[];
}

/** A deployment. */
export interface DeploymentManifest {
  readonly name: string;
  readonly groups: readonly InstanceGroup[];
  /** `features.use_dns_addresses`; where the manifest has none, a property of the Director decides. */
  readonly dnsAddresses: boolean | undefined;
}

/** Reads a manifest whose variables are filled as far as they are known. */
export function deploymentManifest(manifest: YamlMap): DeploymentManifest {
  const key = 'instance_groups' in manifest ? 'instance_groups' : 'jobs';
  const { use_dns_addresses: dns, use_link_dns_names: linkDns } = mapOf(manifest['features']);
  return {
    name: text(manifest['name']) ?? 'deployment',
    dnsAddresses: typeof dns === 'boolean' ? dns : typeof linkDns === 'boolean' ? linkDns : undefined,
    groups: listOfMaps(manifest[key]).map((group, index) => {
      const read = instanceGroup(group, [key, index], mapOf(manifest['properties']));
      return { ...read, jobs: [...read.jobs, ...addonJobs(manifest, group, read)] };
    }),
  };
}

function instanceGroup(group: YamlMap, place: readonly Step[], global: YamlMap): InstanceGroup {
  const key = 'jobs' in group ? 'jobs' : 'templates' in group ? 'templates' : 'template';
  // deployment_plan/instance_group_spec_parser.rb of cloudfoundry/bosh v283.1.6: a job's own properties, where it
  // has some, are all that it gets.
  const shared = merged(global, mapOf(group['properties']));
  const disk = group['persistent_disk'];
  const instances = typeof group['instances'] === 'number' ? group['instances'] : 1;
  return {
    name: text(group['name']) ?? '',
    instances,
    azs: Array.isArray(group['azs']) ? group['azs'].map(String) : [],
    networks: listOfMaps(group['networks']).map((network) => ({
      name: text(network['name']) ?? '',
      staticIps: staticAddresses(network['static_ips'], Math.max(1, instances)),
      defaults: Array.isArray(network['default']) ? network['default'].map(String) : [],
    })),
    persistentDisk: typeof disk === 'number' ? disk : hasDiskType(group) ? 1 : 0,
    jobs: jobsOf(group[key]).map((job, index) =>
      manifestJob(job, {
        properties: shared,
        release: text(group['release']),
        place: [...place, key, ...(key === 'template' ? [] : [index])],
      }),
    ),
  };
}

/** The jobs of the addons that apply to the group; they have the addon's properties where they have none. */
function addonJobs(manifest: YamlMap, group: YamlMap, { name, azs, networks, jobs }: InstanceGroup): ManifestJob[] {
  const stemcell = listOfMaps(manifest['stemcells']).find((each) => each['alias'] === group['stemcell']);
  const target = {
    ...{ name, azs, jobs, networks: networks.map((network) => network.name) },
    lifecycle: text(group['lifecycle']) ?? 'service',
    stemcell: text(stemcell?.['os']) ?? text(stemcell?.['name']) ?? '',
  };
  return listOfMaps(manifest['addons']).flatMap((addon, at) => {
    if (!appliesTo(addon, target)) return [];
    const given = { properties: mapOf(addon['properties']), release: undefined };
    return jobsOf(addon['jobs']).map((job, index) =>
      manifestJob(job, { ...given, place: ['addons', at, 'jobs', index] }),
    );
  });
}

/** What a job has where it does not say so itself, and where it stands. */
type Surroundings = Pick<ManifestJob, 'properties' | 'release' | 'place'>;

function manifestJob(job: YamlMap, { properties, release, place }: Surroundings): ManifestJob {
  return {
    name: text(job['name']) ?? '',
    release: text(job['release']) ?? release,
    properties: isMap(job['properties']) ? job['properties'] : properties,
    provides: mapOf(job['provides']),
    consumes: mapOf(job['consumes']),
    custom: listOfMaps(job['custom_provider_definitions']),
    place,
  };
}

function hasDiskType(group: YamlMap): boolean {
  return ['persistent_disk_type', 'persistent_disk_pool', 'persistent_disks'].some((key) => group[key] !== undefined);
}

/** Lists of maps with a name; `template` takes one name as well, or several. */
function jobsOf(value: YamlValue | undefined): YamlMap[] {
  if (typeof value === 'string') return [{ name: value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => (isMap(item) ? [item] : typeof item === 'string' ? [{ name: item }] : []));
}

function listOfMaps(value: YamlValue | undefined): YamlMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function mapOf(value: YamlValue | undefined): YamlMap {
  return isMap(value) ? value : {};
}

function text(value: YamlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `over` merged into `under`, map by map, as the Director's recursive_merge. */
function merged(under: YamlMap, over: YamlMap): YamlMap {
  const result: YamlMap = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    result[key] = isMap(value) && isMap(below) ? merged(below, value) : value;
  }
  return result;
}
