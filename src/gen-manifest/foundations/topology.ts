/**
 * The jobs, pools and releases of Diego's deployment at diego-release v0.1463.0, in upstream's order.
 *
 * Source: diego-release v0.1463.0, manifest-generation/diego.yml (`jobs`, `resource_pools`,
 * `base_job_templates`), base-releases.yml, rootfs-properties.yml, bridge-properties.yml.
 */

/** Diego's zones; zone N uses network diegoN. */
export const zones = [1, 2, 3] as const;
export type Zone = (typeof zones)[number];

/** Which release a job template comes from; bridge and rootfs are chosen by -b and -r. */
export type TemplateRelease = 'cf' | 'diego' | 'etcd' | 'garden-linux' | 'bridge' | 'rootfs';

/** Jobs of one kind, one in each zone. */
export interface Group {
  /** Instances of the group's job in each zone where no count is given. */
  readonly instances: readonly [number, number, number];
  /** Has the persistent disk of the database_disks pool, and the etcd service in consul. */
  readonly database?: true;
  /** Runs cells: gets diego.rep.zone. */
  readonly cell?: true;
  /** Updates one zone after the other; its max_in_flight is fixed to 1. */
  readonly serial: boolean;
  readonly templates: readonly (readonly [name: string, release: TemplateRelease])[];
}

/** The groups by name; a job is named for its group and zone. */
export const groups = {
  database: {
    instances: [1, 1, 1],
    database: true,
    serial: true,
    templates: [
      ['consul_agent', 'cf'],
      ['etcd', 'etcd'],
      ['bbs', 'diego'],
      ['metron_agent', 'cf'],
    ],
  },
  brain: {
    instances: [1, 1, 0],
    serial: true,
    templates: [
      ['consul_agent', 'cf'],
      ['auctioneer', 'diego'],
      ['converger', 'diego'],
      ['metron_agent', 'cf'],
    ],
  },
  cell: {
    instances: [1, 1, 0],
    cell: true,
    serial: false,
    templates: [
      ['consul_agent', 'cf'],
      ['rep', 'diego'],
      ['garden', 'garden-linux'],
      ['rootfses', 'rootfs'],
      ['metron_agent', 'cf'],
    ],
  },
  cc_bridge: {
    instances: [1, 1, 0],
    serial: false,
    templates: [
      ['consul_agent', 'cf'],
      ['stager', 'bridge'],
      ['nsync', 'bridge'],
      ['tps', 'bridge'],
      ['cc_uploader', 'bridge'],
      ['metron_agent', 'cf'],
    ],
  },
  route_emitter: {
    instances: [1, 1, 0],
    serial: false,
    templates: [
      ['consul_agent', 'cf'],
      ['route_emitter', 'diego'],
      ['metron_agent', 'cf'],
    ],
  },
  access: {
    instances: [1, 1, 0],
    serial: false,
    templates: [
      ['consul_agent', 'cf'],
      ['ssh_proxy', 'diego'],
      ['metron_agent', 'cf'],
      ['file_server', 'diego'],
    ],
  },
  colocated: {
    instances: [0, 0, 0],
    database: true,
    cell: true,
    serial: true,
    templates: [
      ['consul_agent', 'cf'],
      ['rep', 'diego'],
      ['auctioneer', 'diego'],
      ['bbs', 'diego'],
      ['cc_uploader', 'bridge'],
      ['converger', 'diego'],
      ['etcd', 'etcd'],
      ['file_server', 'diego'],
      ['garden', 'garden-linux'],
      ['metron_agent', 'cf'],
      ['nsync', 'bridge'],
      ['rootfses', 'rootfs'],
      ['route_emitter', 'diego'],
      ['ssh_proxy', 'diego'],
      ['stager', 'bridge'],
      ['tps', 'bridge'],
    ],
  },
} as const satisfies Record<string, Group>;

export type GroupName = keyof typeof groups;
/** A job of the manifest, such as `cell_z1`. */
export type JobName = `${GroupName}_z${Zone}`;

const perZone = (names: readonly GroupName[]): JobName[] =>
  zones.flatMap((zone) => names.map((name): JobName => `${name}_z${zone}`));
const perGroup = (names: readonly GroupName[]): JobName[] =>
  names.flatMap((name) => zones.map((zone): JobName => `${name}_z${zone}`));

/** The jobs in the order in which BOSH updates them. */
export const jobNames: readonly JobName[] = [
  ...perGroup(['database']),
  ...perZone(['brain', 'cell', 'cc_bridge', 'route_emitter', 'access']),
  ...perGroup(['colocated']),
];

/** The resource pools, one a job, in upstream's order. */
export const resourcePoolNames: readonly JobName[] = perGroup([
  'access',
  'brain',
  'cc_bridge',
  'cell',
  'database',
  'route_emitter',
  'colocated',
]);

/** The networks, one a zone. */
export const networkNames = ['diego1', 'diego2', 'diego3'] as const;
export type NetworkName = (typeof networkNames)[number];

/** The network of this release's own deployment: BOSH would give an address out twice, if two deployments shared one. */
export const dockerNetwork = 'docker';

/** All networks that an environment describes: Diego's, and that of registry and cache. */
export const environmentNetworks = [...networkNames, dockerNetwork] as const;
export type EnvironmentNetwork = (typeof environmentNetworks)[number];

/** The group and zone that a job's name is made of. */
export function groupAndZone(job: JobName): { readonly group: GroupName; readonly zone: Zone } {
  const at = job.lastIndexOf('_z');
  return { group: job.slice(0, at) as GroupName, zone: Number(job.slice(at + 2)) as Zone };
}

/**
 * The jobs of properties.etcd.cluster as upstream lists them: colocated_z2 twice, colocated_z3 never
 * (diego-release v0.1463.0, manifest-generation/diego.yml:501). Kept, so that nothing else changes when
 * an operator moves from upstream's generator.
 */
export const etcdCluster: readonly JobName[] = [
  'database_z1',
  'database_z2',
  'database_z3',
  'colocated_z1',
  'colocated_z2',
  'colocated_z2',
];

/** Releases of the manifest beside cf, in upstream's order; the last one only with -r. */
export const releaseNames = ['diego', 'garden-linux', 'etcd', 'cflinuxfs2-rootfs'] as const;
export type ReleaseName = (typeof releaseNames)[number];
