/**
 * The jobs of Diego's deployment, one in each zone, by the versions that have them.
 *
 * Source: diego-release v0.1072.0 to v1.35.0, manifest-generation/diego.yml (`jobs`, `resource_pools`); windows cells
 * in manifest-generation/diego-windows.yml.
 */
import satisfies from 'semver/functions/satisfies.js';
import { type JobName, zones } from '../topology.js';

/** One kind of job. */
interface JobKind {
  /** The versions that deploy it, in semver's own notation. */
  readonly range: string;
  /** Whether the instance counts may say how many are updated at a time. */
  readonly maxInFlight: boolean;
}

/** Every kind of job; a job is named for its kind and zone, such as cell_z1. */
export const jobKinds = {
  access: { range: '>=0.1221.0', maxInFlight: true },
  brain: { range: '*', maxInFlight: false },
  cc_bridge: { range: '*', maxInFlight: true },
  cell: { range: '*', maxInFlight: true },
  etcd: { range: '<=0.1329.0', maxInFlight: false },
  database: { range: '>=0.1331.0', maxInFlight: false },
  route_emitter: { range: '*', maxInFlight: true },
  colocated: { range: '>=0.1423.0', maxInFlight: false },
  cell_windows: { range: '>=0.1482.0', maxInFlight: true },
} as const satisfies Record<string, JobKind>;

export type JobKindName = keyof typeof jobKinds;

/** In these versions the iaas-settings stub must have the pools and networks of a zone, by its number. */
export const zonesRequired = { 1: '*', 2: '<=0.1482.0', 3: '<=0.1482.0' } as const;

/** The names of the jobs that the main generator of `version` makes, in every zone. */
export function deployedJobs(version: string): string[] {
  const deployed = (Object.keys(jobKinds) as JobKindName[]).filter(
    (kind) => kind !== 'cell_windows' && satisfies(version, jobKinds[kind].range),
  );
  return deployed.flatMap((kind) => zones.map((zone) => `${kind}_z${zone}`));
}

/** The resource pool of an environment that a job's VMs are like: etcd's were databases before there were any. */
export function poolOf(job: string): JobName {
  return job.replace(/^etcd_/, 'database_') as JobName;
}
