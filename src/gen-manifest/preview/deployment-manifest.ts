/**
 * What a deployment manifest says of its jobs, in BOSH's terms of today: instance groups with jobs. Manifests of
 * before 2017 call them jobs with templates.
 */
import type { Step } from '../errors.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';

/** A job of an instance group. */
export interface ManifestJob {
  readonly name: string;
  readonly release: string | undefined;
  /** The job's own; else what the group and the manifest give it, merged. */
  readonly properties: YamlMap;
  readonly provides: YamlMap;
  readonly consumes: YamlMap;
  /** Where it stands in the manifest. */
  readonly place: readonly Step[];
}

/** An instance group. */
export interface InstanceGroup {
  readonly name: string;
  readonly instances: number;
  readonly azs: readonly string[];
  /** Names of networks and their static IPs, if any. */
  readonly networks: readonly { readonly name: string; readonly staticIps: readonly string[] }[];
  /** In MB; a disk type stands in the cloud config, and counts as 1. */
  readonly persistentDisk: number;
  readonly jobs: readonly ManifestJob[];
}

/** A deployment. */
export interface DeploymentManifest {
  readonly name: string;
  readonly groups: readonly InstanceGroup[];
}

/** Reads a manifest whose variables are filled as far as they are known. */
export function deploymentManifest(manifest: YamlMap): DeploymentManifest {
  const key = 'instance_groups' in manifest ? 'instance_groups' : 'jobs';
  const groups = listOfMaps(manifest[key]);
  return {
    name: text(manifest['name']) ?? 'deployment',
    groups: groups.map((group, index) => instanceGroup(group, [key, index], mapOf(manifest['properties']))),
  };
}

function instanceGroup(group: YamlMap, place: readonly Step[], global: YamlMap): InstanceGroup {
  const key = 'jobs' in group ? 'jobs' : 'templates' in group ? 'templates' : 'template';
  // deployment_plan/instance_group_spec_parser.rb of cloudfoundry/bosh v283.1.6: a job's own properties, where it
  // has some, are all that it gets.
  const shared = merged(global, mapOf(group['properties']));
  const disk = group['persistent_disk'];
  return {
    name: text(group['name']) ?? '',
    instances: typeof group['instances'] === 'number' ? group['instances'] : 1,
    azs: Array.isArray(group['azs']) ? group['azs'].map(String) : [],
    networks: listOfMaps(group['networks']).map((network) => ({
      name: text(network['name']) ?? '',
      staticIps: Array.isArray(network['static_ips']) ? network['static_ips'].flatMap(addresses) : [],
    })),
    persistentDisk: typeof disk === 'number' ? disk : hasDiskType(group) ? 1 : 0,
    jobs: jobsOf(group[key]).map((job, index) => ({
      name: text(job['name']) ?? '',
      release: text(job['release']) ?? text(group['release']),
      properties: isMap(job['properties']) ? job['properties'] : shared,
      provides: mapOf(job['provides']),
      consumes: mapOf(job['consumes']),
      place: [...place, key, ...(key === 'template' ? [] : [index])],
    })),
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

/** The first address of a range stands for it. */
function addresses(value: YamlValue): string[] {
  return typeof value === 'string' ? [(value.split('-')[0] as string).trim()] : [];
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
