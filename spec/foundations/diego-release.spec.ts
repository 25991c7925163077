/** What diego-release asks for, by version: one row a boundary of a range, both sides. */
import assert from 'node:assert/strict';
import { assumedFacts } from '../../src/gen-manifest/foundations/diego-facts.js';
import { cfReleaseOfItsTime } from '../../src/gen-manifest/foundations/diego-release/cf-release-of-its-time.js';
import { stagers } from '../../src/gen-manifest/foundations/diego-release/bridge.js';
import { deployedJobs } from '../../src/gen-manifest/foundations/diego-release/deployed-jobs.js';
import { diegoFacts } from '../../src/gen-manifest/foundations/diego-release/facts.js';
import { letters, positions, sqlRequired } from '../../src/gen-manifest/foundations/diego-release/generator-files.js';
import { generatorFlags } from '../../src/gen-manifest/foundations/diego-release/generator-flags.js';
import {
  cellKey,
  grootfsList,
  type RegistryKey,
  stagingKey,
} from '../../src/gen-manifest/foundations/diego-release/insecure-registries.js';
import { keysAt, requiredAt } from '../../src/gen-manifest/foundations/diego-release/stub-keys-at.js';
import type { StubSectionName } from '../../src/gen-manifest/foundations/diego-release/stub-keys.js';
import { diegoFillsCache } from '../../src/gen-manifest/foundations/diego-wiring.js';
import { propertyOverrides } from '../../src/gen-manifest/foundations/property-overrides.js';
import { diegoReleaseVersions } from '../../src/gen-manifest/foundations/released/diego-release.js';
import { jobNames } from '../../src/gen-manifest/foundations/topology.js';
import { factAt, factsAt, type VersionRow } from '../../src/gen-manifest/foundations/version-rows.js';
import { type Boundary, describeBoundaries, type Fact } from './boundaries.js';

const inWords = ({ stub, form, manifest }: RegistryKey): string => `${form} ${stub} -> ${manifest}`;
const staging: Fact = (version) => inWords(diegoFacts(version).staging);
const cells: Fact = (version) => inWords(diegoFacts(version).cells);
const grootfs: Fact = (version) =>
  factsAt(grootfsList, version)
    .map(({ manifest, flag }) => (flag === undefined ? manifest : `${manifest} with ${flag}`))
    .join();
const stager: Fact = (version) => {
  const { release, with: byFlag = {} } = factAt(stagers, version) ?? { release: 'nowhere' };
  return [release, ...Object.entries(byFlag).map(([flag, other]) => `${other} with ${flag}`)].join(', ');
};
const arguments_: Fact = (version) => String(factAt(positions, version)?.join(' '));
const letterOf =
  (wanted: string): Fact =>
  (version) =>
    String(factsAt(letters, version).find(({ file }) => file === wanted)?.letter);
const flag =
  (name: keyof typeof generatorFlags): Fact =>
  (version) =>
    String(factAt(generatorFlags[name].letters as readonly VersionRow<string>[], version));
const reads =
  (section: StubSectionName, path: string): Fact =>
  (version) =>
    requiredAt(section, version).includes(path) ? 'required' : keysAt(section, version).has(path) ? 'read' : 'unread';
const sql: Fact = (version) => String(factAt(sqlRequired, version) === true);
const api: Fact = (version) => String(diegoFacts(version).registryApi);
const cache: Fact = (version) => (diegoFacts(version).cacheByAddress ? 'address' : 'consul');
const filled: Fact = (version) => String(diegoFillsCache({ name: 'diego-release', version }));
const jobs: Fact = (version) => [...new Set(deployedJobs(version).map((job) => job.replace(/_z\d$/, '')))].join(' ');

const list = 'insecure_docker_registry_list';
const ofDiego = `list stager.${list} -> diego.stager.${list}`;
const ofCapi = `list stager.${list} -> capi.stager.${list}`;
const boolean = 'boolean stager.insecure_docker_registry -> diego.stager.insecure_docker_registry';
const first = 'director-uuid property-overrides instance-counts persistent-disks iaas';
const withoutUuid = 'property-overrides instance-counts persistent-disks iaas additional-jobs';

const boundaries: readonly Boundary[] = [
  [
    'staging',
    staging,
    '0.1135.0',
    'url stager.docker_registry_url -> diego.stager.docker_registry_url',
    '0.1137.0',
    boolean,
  ],
  ['staging', staging, '0.1434.0', boolean, '0.1435.0', ofDiego],
  ['staging', staging, '0.1469.0', ofDiego, '0.1470.0', ofCapi],
  [
    'cells',
    cells,
    '0.1423.0',
    `list garden-linux.${list} -> diego.garden-linux.${list}`,
    '0.1424.0',
    `list garden.${list} -> garden.${list}`,
  ],
  ['the list of grootfs', grootfs, '1.7.1', '', '1.8.0', `grootfs.${list} with grootfs`],
  ['the list of grootfs', grootfs, '1.32.2', `grootfs.${list} with grootfs`, '1.33.0', `grootfs.${list}`],
  ['the stager', stager, '0.1462.0', 'diego', '0.1463.0', 'diego, cf with cf-bridge'],
  ['the stager', stager, '0.1468.0', 'diego, cf with cf-bridge', '0.1469.0', 'cf'],
  ['the stager', stager, '0.1477.0', 'cf', '0.1478.0', 'cf, capi with capi-bridge'],
  [
    'the stager',
    stager,
    '1.4.2',
    'cf, capi with capi-bridge',
    '1.5.0',
    'cf, capi with capi-bridge, none with no-cc-bridge',
  ],
  ['arguments', arguments_, '0.1083.0', first, '0.1085.0', `${first} additional-jobs`],
  ['arguments', arguments_, '0.1434.0', `${first} additional-jobs`, '0.1435.0', withoutUuid],
  ['arguments', arguments_, '0.1439.0', withoutUuid, '0.1440.0', `${withoutUuid} release-versions`],
  ['arguments', arguments_, '0.1444.0', `${withoutUuid} release-versions`, '0.1445.0', 'undefined'],
  ...['cf -c', 'iaas -i', 'property-overrides -p', 'instance-counts -n', 'release-versions -v'].map(
    (text): Boundary => {
      const [file = '', letter = ''] = text.split(' ');
      return [`the letter of ${file}`, letterOf(file), '0.1444.0', 'undefined', '0.1445.0', letter];
    },
  ),
  ['the letter of sql', letterOf('sql'), '0.1468.0', 'undefined', '0.1469.0', '-s'],
  ['SQL is required', sql, '1.16.1', 'false', '1.17.0', 'true'],
  ['the letter of voldriver', letterOf('voldriver'), '0.1472.0', 'undefined', '0.1473.0', '-d'],
  ['the letter of cf-networking', letterOf('cf-networking'), '0.1486.0', 'undefined', '0.1487.0', '-N'],
  ['the letter of the file sql-lock', letterOf('sql-lock'), '1.6.1', 'undefined', '1.6.2', '-Q'],
  ['the letter of the file sql-lock', letterOf('sql-lock'), '1.8.1', '-Q', '1.9.0', 'undefined'],
  ['the switch sql-lock', flag('sql-lock'), '1.8.1', 'undefined', '1.9.0', '-Q'],
  ['the switch rootfs-release', flag('rootfs-release'), '0.1461.0', 'undefined', '0.1462.0', '-r'],
  ['the switch rootfs-release', flag('rootfs-release'), '0.1468.0', '-r', '0.1469.0', 'undefined'],
  ['the switch rootfs-release', flag('rootfs-release'), '1.13.0', 'undefined', '1.14.0', '-r'],
  ['the switch rootfs-release', flag('rootfs-release'), '1.16.1', '-r', '1.17.0', 'undefined'],
  ['the switch cf-bridge', flag('cf-bridge'), '0.1462.0', 'undefined', '0.1463.0', '-b'],
  ['the switch cf-bridge', flag('cf-bridge'), '0.1468.0', '-b', '0.1469.0', 'undefined'],
  ['the switch capi-bridge', flag('capi-bridge'), '0.1477.0', 'undefined', '0.1478.0', '-b'],
  ['the switch garden-runc', flag('garden-runc'), '0.1464.0', 'undefined', '0.1465.0', '-g'],
  ['the switch garden-runc', flag('garden-runc'), '0.1487.0', '-g', '0.1488.0', 'undefined'],
  ['the switch garden-linux', flag('garden-linux'), '0.1487.0', 'undefined', '0.1488.0', '-L'],
  ['the switch no-etcd', flag('no-etcd'), '0.1472.0', 'undefined', '0.1473.0', '-e'],
  ['the switch no-etcd', flag('no-etcd'), '0.1473.0', '-e', '0.1474.0', '-x'],
  ['the switch no-cc-bridge', flag('no-cc-bridge'), '1.4.2', 'undefined', '1.5.0', '-B'],
  ['the switch local-route-emitters', flag('local-route-emitters'), '1.5.0', 'undefined', '1.5.1', '-R'],
  ['the switch grootfs', flag('grootfs'), '1.7.1', 'undefined', '1.8.0', '-G'],
  ['the switch grootfs', flag('grootfs'), '1.32.2', '-G', '1.33.0', 'undefined'],
  ["the registry API of Diego's builder", api, '0.1437.0', '1', '0.1438.0', '2'],
  ['the name of the cache', cache, '0.1415.0', 'address', '0.1421.1', 'consul'],
  ['Diego fills the cache', filled, '0.1490.0', 'true', '0.1491.0', 'false'],
  [
    'jobs',
    jobs,
    '0.1209.0',
    'brain cc_bridge cell etcd route_emitter',
    '0.1221.0',
    'access brain cc_bridge cell etcd route_emitter',
  ],
  [
    'jobs',
    jobs,
    '0.1329.0',
    'access brain cc_bridge cell etcd route_emitter',
    '0.1331.0',
    'access brain cc_bridge cell database route_emitter',
  ],
  [
    'jobs',
    jobs,
    '0.1415.0',
    'access brain cc_bridge cell database route_emitter',
    '0.1421.1',
    'access brain cc_bridge cell database route_emitter',
  ],
  [
    'jobs',
    jobs,
    '0.1421.1',
    'access brain cc_bridge cell database route_emitter',
    '0.1423.0',
    'access brain cc_bridge cell database route_emitter colocated',
  ],
  ...keyBoundaries(),
];

/** Keys of stubs: the last version before one is read, and the last one that reads it. */
function keyBoundaries(): Boundary[] {
  const rows: readonly (readonly [StubSectionName, string, string, string, string, string])[] = [
    ['iaas_settings', 'disk_pools.database_disks.disk_size', '0.1444.0', 'unread', '0.1445.0', 'read'],
    ['iaas_settings', 'compilation_workers', '0.1463.0', 'unread', '0.1464.0', 'read'],
    ['iaas_settings', 'env', '1.12.0', 'unread', '1.13.0', 'read'],
    ['iaas_settings', 'subnet_configs.diego3.subnets', '0.1482.0', 'required', '0.1483.0', 'read'],
    [
      'iaas_settings',
      'resource_pool_cloud_properties.cell_z2.cloud_properties',
      '0.1482.0',
      'required',
      '0.1483.0',
      'read',
    ],
    ['persistent_disk_overrides', 'database_z1', '0.1444.0', 'read', '0.1445.0', 'unread'],
    ['persistent_disk_overrides', 'etcd_z1', '0.1329.0', 'read', '0.1331.0', 'unread'],
    ['release_versions', 'diego', '0.1439.0', 'unread', '0.1440.0', 'read'],
    ['release_versions', 'cflinuxfs2-rootfs', '0.1461.0', 'unread', '0.1462.0', 'read'],
    ['release_versions', 'cflinuxfs2-rootfs', '0.1464.0', 'read', '0.1465.0', 'unread'],
    ['release_versions', 'cflinuxfs2-rootfs', '1.17.0', 'read', '1.18.0', 'unread'],
    ['release_versions', 'garden_linux', '0.1464.0', 'unread', '0.1465.0', 'read'],
    ['release_versions', 'garden-linux', '0.1464.0', 'read', '0.1465.0', 'unread'],
    ['release_versions', 'garden-linux', '0.1472.0', 'unread', '0.1473.0', 'read'],
    ['release_versions', 'garden-runc', '0.1470.0', 'unread', '0.1471.0', 'read'],
    ['release_versions', 'capi', '0.1477.0', 'unread', '0.1478.0', 'read'],
    ['release_versions', 'grootfs', '1.7.1', 'unread', '1.8.0', 'read'],
    ['release_versions', 'grootfs', '1.32.2', 'read', '1.33.0', 'unread'],
    ['sql_overrides', 'bbs.db_connection_string', '0.1468.0', 'unread', '0.1469.0', 'read'],
    ['sql_overrides', 'locket.db_host', '1.17.0', 'unread', '1.18.0', 'read'],
    ['property_overrides', 'executor.disk_capacity_mb', '0.1440.0', 'unread', '0.1441.0', 'read'],
    ['property_overrides', 'executor.auto_disk_capacity_overhead_mb', '1.8.1', 'unread', '1.9.0', 'read'],
    ['property_overrides', 'etcd.ca_cert_pem', '0.1316.0', 'unread', '0.1317.0', 'required'],
    ['property_overrides', 'etcd.ca_cert', '0.1317.0', 'unread', '0.1319.0', 'required'],
    ['property_overrides', 'bbs.ca_cert', '0.1430.0', 'unread', '0.1431.0', 'required'],
    ['property_overrides', 'bbs.encryption_keys', '0.1453.0', 'required', '0.1454.0', 'read'],
    ['property_overrides', 'tps.cc.ca_cert', '1.6.0', 'unread', '1.6.1', 'required'],
    ['property_overrides', 'cc_uploader.cc.ca_cert', '1.10.1', 'unread', '1.11.0', 'required'],
    ['property_overrides', 'cc_uploader.server_cert', '1.11.0', 'unread', '1.12.0', 'required'],
  ];
  return rows.map(([section, path, ...sides]): Boundary => [`${section}.${path}`, reads(section, path), ...sides]);
}

describe('facts of diego-release by version', () => {
  describeBoundaries(boundaries, (version) => diegoReleaseVersions.has(version));

  it('every version has one key for staging, one for cells, one stager, and one way to take its files', () => {
    for (const version of diegoReleaseVersions) {
      for (const rows of [stagingKey, cellKey, stagers] as const) {
        assert.equal(factsAt(rows as readonly VersionRow<unknown>[], version).length, 1, version);
      }
      assert.notEqual(factsAt(positions, version).length > 0, letterOf('cf')(version) === '-c', version);
    }
  });

  it('the facts of the assumed version are those of the tables', () => {
    const { reads: readsNow, ...facts } = assumedFacts;
    const { reads: readsByTable, ...byTable } = diegoFacts('0.1463.0');
    assert.deepEqual(
      { ...facts, requires: [...facts.requires].sort() },
      { ...byTable, requires: [...byTable.requires].sort() },
    );
    for (const path of Object.keys(propertyOverrides)) assert.ok(readsNow(path) && readsByTable(path), path);
    const beside = [...keysAt('property_overrides', '0.1463.0')].filter(
      (path) => !Object.hasOwn(propertyOverrides, path),
    );
    // The generator of the deployment vizzini reads these from the same stub.
    assert.deepEqual(
      beside.filter((path) => !path.startsWith('vizzini.')),
      [],
    );
    assert.deepEqual([...deployedJobs('0.1463.0')].sort(), [...jobNames].sort());
  });

  it('assumes the cf-release of its time', () => {
    const beside = (version: string): number => cfReleaseOfItsTime(version);
    assert.deepEqual(['0.1072.0', '0.1076.0', '0.1077.0'].map(beside), [205, 205, 206]);
    assert.deepEqual(['0.1461.0', '0.1463.0', '0.1468.0'].map(beside), [233, 234, 235]);
    assert.deepEqual(['0.1490.0', '0.1491.0', '1.35.0'].map(beside), [246, 247, 287]);
  });
});
