/**
 * Every key that diego-release's generators read from stubs, by section.
 *
 * Source: diego-release v0.1072.0 to v1.35.0, manifest-generation/*.yml.
 */
import { zones } from '../topology.js';
import { jobKinds, type JobKindName, zonesRequired } from './deployed-jobs.js';
import type { StubKey, StubKeys } from './stub-key.js';
import { bridgeKeys } from './stub-keys/bridge.js';
import { cellKeys } from './stub-keys/cells.js';
import { databaseKeys } from './stub-keys/database.js';
import { otherKeys } from './stub-keys/others.js';

const kinds = Object.keys(jobKinds) as JobKindName[];
const perJob = (keysOf: (kind: JobKindName, zone: 1 | 2 | 3) => StubKeys): StubKeys =>
  Object.assign({}, ...kinds.flatMap((kind) => zones.map((zone) => keysOf(kind, zone)))) as StubKeys;

/** Both ranges at once, in semver's notation. */
const within = (range: string, other: string): string => `${range} ${other}`.replaceAll('*', '').trim() || '*';

function pool(kind: JobKindName, zone: 1 | 2 | 3): StubKeys {
  const { range } = jobKinds[kind];
  // Windows cells have a generator of their own, which says itself what it needs.
  const key: StubKey =
    kind === 'cell_windows' ? { read: range } : { read: range, required: within(range, zonesRequired[zone]) };
  return { [`resource_pool_cloud_properties.${kind}_z${zone}.cloud_properties`]: key };
}

function count(kind: JobKindName, zone: 1 | 2 | 3): StubKeys {
  const { range, maxInFlight } = jobKinds[kind];
  const at = `${kind}_z${zone}`;
  return {
    [`${at}.instances`]: { read: range },
    ...(maxInFlight && { [`${at}.max_in_flight`]: { read: range } }),
  };
}

function disk(kind: JobKindName, zone: 1 | 2 | 3): StubKeys {
  if (kind !== 'etcd' && kind !== 'database' && kind !== 'colocated') return {};
  return { [`${kind}_z${zone}`]: { read: within(jobKinds[kind].range, '<=0.1444.0') } };
}

const networks: StubKeys = {
  ...Object.fromEntries(
    zones.map((zone) => [`subnet_configs.diego${zone}.subnets`, { read: '*', required: zonesRequired[zone] }]),
  ),
  ...Object.fromEntries(zones.map((zone) => [`subnet_configs.diego${zone}_windows.subnets`, { read: '>=0.1482.0' }])),
  'subnet_configs.diego-acceptance-tests.subnets': { read: '0.1435.0 - 0.1454.0' },
  'subnet_configs.diego-benchmarks.subnets': { read: '>=0.1438.0' },
  'subnet_configs.diego-smoke-tests.subnets': { read: '0.1435.0 - 0.1455.0' },
  'subnet_configs.diego-vizzini.subnets': { read: '>=0.1453.0' },
};

const iaas: StubKeys = {
  stemcell: { read: '*', required: '*' },
  compilation_cloud_properties: { read: '*', required: '*' },
  compilation_workers: { read: '>=0.1464.0' },
  ...perJob(pool),
  'resource_pool_cloud_properties.errand.cloud_properties': { read: '>=0.1435.0' },
  ...networks,
  'disk_pools.database_disks.disk_size': { read: '>=0.1445.0' },
  'disk_pools.database_disks.cloud_properties': { read: '>=0.1445.0' },
  env: { read: '>=1.13.0' },
};

const releases: StubKeys = {
  capi: { read: '>=0.1478.0' },
  cf: { read: '>=0.1491.0' },
  cflinuxfs2: { read: '>=1.14.0' },
  'cflinuxfs2-rootfs': { read: '0.1462.0 - 0.1464.0 || 0.1473.0 - 1.17.0' },
  cflinuxfs2_rootfs: { read: '0.1465.0 - 0.1468.0' },
  diego: { read: '>=0.1440.0' },
  etcd: { read: '>=0.1440.0' },
  'garden-linux': { read: '0.1440.0 - 0.1464.0 || >=0.1473.0' },
  garden_linux: { read: '>=0.1465.0' },
  'garden-runc': { read: '>=0.1471.0' },
  'garden-windows': { read: '>=0.1482.0' },
  grootfs: { read: '1.8.0 - 1.32.2' },
  guardian: { read: '0.1465.0 - 0.1470.0' },
};

const sql: StubKeys = {
  'bbs.ca_cert': { read: '>=0.1471.0' },
  'bbs.db_connection_string': { read: '>=0.1469.0' },
  'bbs.db_driver': { read: '>=0.1475.0' },
  ...Object.fromEntries(
    ['host', 'password', 'port', 'schema', 'username'].map((part) => [`bbs.db_${part}`, { read: '>=0.1490.0' }]),
  ),
  'bbs.max_idle_connections': { read: '>=1.6.1' },
  'bbs.max_open_connections': { read: '>=0.1469.0' },
  'bbs.require_ssl': { read: '>=0.1473.0' },
  'locket.ca_cert': { read: '>=1.20.0' },
  ...Object.fromEntries(
    ['driver', 'host', 'password', 'port', 'schema', 'username'].map((part) => [
      `locket.db_${part}`,
      { read: '>=1.18.0' },
    ]),
  ),
  'locket.require_ssl': { read: '>=1.20.0' },
};

/** The keys of each section, by their paths below it; lists of named things count as maps by name. */
export const stubKeys = {
  property_overrides: { ...databaseKeys, ...cellKeys, ...bridgeKeys, ...otherKeys } as StubKeys,
  iaas_settings: iaas,
  instance_count_overrides: perJob(count),
  persistent_disk_overrides: perJob(disk),
  release_versions: releases,
  sql_overrides: sql,
} as const;

/** A section of a stub of which every key is known. */
export type StubSectionName = keyof typeof stubKeys;
