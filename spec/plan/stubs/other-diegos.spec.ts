/** Stubs for other versions of diego-release: the right keys, and nothing that the version does not read. */
import assert from 'node:assert/strict';
import { factAt } from '../../../src/gen-manifest/foundations/version-rows.js';
import {
  cellKey,
  type RegistryKey,
  stagingKey,
} from '../../../src/gen-manifest/foundations/diego-release/insecure-registries.js';
import { keysAt, requiredAt } from '../../../src/gen-manifest/foundations/diego-release/stub-keys-at.js';
import type { StubSectionName } from '../../../src/gen-manifest/foundations/diego-release/stub-keys.js';
import { diegoReleaseVersions } from '../../../src/gen-manifest/foundations/released/diego-release.js';
import { find, isMap, scalarText, type YamlMap, type YamlValue } from '../../../src/gen-manifest/yaml-value.js';
import { assertRefused, genManifest, printed } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const where = [
  '--set',
  'registry.host=10.0.1.20',
  '--set',
  'cache.static_ips=[10.0.1.21]',
  '--set',
  'cache.host=10.0.1.21',
];
const consul = ['--set', 'registry.host=10.0.1.20'];

/** The paths of the leaves that a stub may have; items of a list count by their names. */
function paths(value: YamlValue, known: ReadonlySet<string>, path = ''): string[] {
  if (known.has(path)) return [path];
  const entries = Array.isArray(value)
    ? value.map((item): [string, YamlValue] => [scalarText(find(item, ['name'])), item])
    : isMap(value)
      ? Object.entries(value).filter(([key]) => key !== 'name' && key !== 'type')
      : [];
  if (entries.length === 0) return [path];
  return entries.flatMap(([key, child]) => paths(child, known, path === '' ? key : `${path}.${key}`));
}

describe('stubs for other versions of diego-release', () => {
  const files = temporaryFiles();
  const stubs = (version: string, ...argv: readonly string[]): Promise<YamlMap> =>
    printed('stubs', '--env', 'openstack', '--foundation', `diego-release@${version}`, ...argv);

  it('have what each version requires, and no key that it does not read', async function () {
    this.timeout(120_000);
    for (const version of diegoReleaseVersions) {
      const document = await stubs(version);
      for (const section of ['property_overrides', 'iaas_settings', 'persistent_disk_overrides'] as const) {
        const known = keysAt(section satisfies StubSectionName, version);
        const has = document[section] === undefined ? [] : paths(document[section], known);
        assert.deepEqual(
          has.filter((path) => !known.has(path)),
          [],
          `${section} of ${version}`,
        );
        assert.deepEqual(
          requiredAt(section, version).filter((path) => !has.includes(path)),
          [],
          `${section} of ${version}`,
        );
      }
    }
  });

  it('name the registries in the keys of each version', async function () {
    this.timeout(120_000);
    for (const version of diegoReleaseVersions) {
      const overrides = (
        await stubs(version, ...(version.startsWith('1.') || version === '0.1491.0' ? where : consul))
      )['property_overrides'] as YamlMap;
      const [staging, cells] = [stagingKey, cellKey].map((rows) => factAt(rows, version) as RegistryKey);
      const list = find(overrides, (cells as RegistryKey).stub.split('.')) as string[];
      assert.equal(list[0], '10.0.1.20:5000', version);
      assert.equal(list.length, 2, version);
      const staged = find(overrides, (staging as RegistryKey).stub.split('.'));
      const expected = { list, boolean: true, url: `http://${list[1]}` }[(staging as RegistryKey).form];
      assert.deepEqual(staged, expected, version);
    }
  });

  const caches: [version: string, entries: string[]][] = [
    ['0.1415.0', ['10.0.1.21:8080', '10.0.1.22:8080']],
    ['0.1421.1', ['docker-registry.service.cf.internal:8080']],
    ['0.1490.0', ['docker-registry.service.cf.internal:8080']],
  ];
  for (const [version, entries] of caches) {
    it(`name the cache of ${version} as images in it are named`, async () => {
      const document = await stubs(version, ...consul, '--set', 'cache.static_ips=[10.0.1.21, 10.0.1.22]');
      const list = find(document, ['property_overrides', ...(factAt(cellKey, version) as RegistryKey).stub.split('.')]);
      assert.deepEqual(list, ['10.0.1.20:5000', ...entries]);
    });
  }

  it('leave the URL of the cache out where there is none: staging would look for it', async () => {
    const overrides = (await stubs('0.1135.0', ...consul, '--set', 'cache.enabled=false'))['property_overrides'];
    assert.equal(find(overrides as YamlMap, ['stager']), undefined);
  });

  const ofCf: [cfRelease: string, cc: YamlValue | undefined][] = [
    ['v205', { diego_docker: true }],
    ['v212', { diego_docker: true }],
    ['v213', undefined],
    ['v246', undefined],
    ['v247', { diego: { insecure_docker_registry_list: ['10.0.1.20:5000'], temporary_local_staging: false } }],
    ['v282', { diego: { insecure_docker_registry_list: ['10.0.1.20:5000'], temporary_local_staging: false } }],
    ['v283', { diego: { insecure_docker_registry_list: ['10.0.1.20:5000'], temporary_local_staging: true } }],
    ['v287', { diego: { insecure_docker_registry_list: ['10.0.1.20:5000'], temporary_local_staging: true } }],
  ];
  for (const [cfRelease, cc] of ofCf) {
    it(`tell Cloud Controller of cf-release ${cfRelease} what it reads`, async () => {
      const version = Number(cfRelease.slice(1)) < 234 ? '0.1440.0' : '1.0.0';
      const set = [...consul, '--set', 'cache.enabled=false', '--set', `diego.cf_release=${cfRelease}`];
      const document = await stubs(version, '--only', 'cf-properties', ...set);
      assert.deepEqual(find(document, ['properties', 'cc']), cc);
    });
  }

  it('have Cloud Controller stage itself where Diego has no stager', async () => {
    const set = ['--set', 'diego.generator_flags=[no-cc-bridge]', '--set', 'registry.enabled=false'];
    const document = await stubs('1.6.0', '--only', 'cf-properties', ...set, '--set', 'cache.enabled=false');
    assert.deepEqual(find(document, ['properties', 'cc', 'diego']), { temporary_local_staging: true });
  });

  it('take the cf-release from the CF manifest', async () => {
    const cf = files.write('cf.yml', 'name: cf\nreleases:\n- {name: cf, version: "250"}\n');
    const document = await stubs('1.0.0', '-c', cf, '--only', 'cf-properties', ...where);
    assert.ok(find(document, ['properties', 'cc', 'diego', 'insecure_docker_registry_list']));
    const contradicting = ['stubs', '--foundation', 'diego-release@1.0.0', '-c', cf, '--set', 'diego.cf_release=v249'];
    const refused = await genManifest(...contradicting, '--only', 'cf-properties');
    assertRefused(refused);
    assert.match(refused.stderr, /diego\.cf_release is v249, and the CF manifest has cf-release v250/);
  });

  it('add the wiring to the own stub, in the key of the version', async () => {
    const own = files.write(
      'own.yml',
      'property_overrides:\n  garden-linux: {insecure_docker_registry_list: ["a.b:80"]}\n',
    );
    const argv = ['--only', 'property-overrides', '-p', own, '--foundation', 'diego-release@0.1300.0', ...where];
    const overrides = (await printed('stubs', ...argv))['property_overrides'];
    assert.deepEqual(overrides, {
      'garden-linux': { insecure_docker_registry_list: ['a.b:80', '10.0.1.20:5000', '10.0.1.21:8080'] },
      stager: { insecure_docker_registry: true },
    });
  });

  it('keep the nodes of spiff that the own stub has: this generator evaluates them', async () => {
    const own = files.write('spiff.yml', 'property_overrides:\n  rep: {log_level: (( merge || "info" ))}\n');
    const argv = ['--only', 'property-overrides', '-p', own, '--foundation', 'diego-release@0.1300.0'];
    assert.match((await genManifest('stubs', ...argv)).stdout, /\(\( merge \|\| "info" \)\)/);
  });

  const unread: [version: string, stub: string, message: RegExp][] = [
    [
      '0.1423.0',
      'property_overrides: {garden: {insecure_docker_registry_list: ["a.b:80"]}}',
      /own\.yml:1:22: error: property_overrides\.garden is not read here[^]*other versions of diego-release read it/,
    ],
    [
      '0.1434.0',
      'property_overrides: {stager: {insecure_docker_registry_list: ["a.b:80"]}}',
      /property_overrides\.stager\.insecure_docker_registry_list is not read here[^]*read by diego-release 0\.1435\.0 and later/,
    ],
    [
      '1.9.0',
      'property_overrides: {etcd_machines: [a], gardn: {mtu: 1}}',
      /etcd_machines is not read here[^]*read by diego-release 0\.1462\.0 to 0\.1466\.0[^]*gardn is not read here/,
    ],
  ];
  for (const [version, stub, message] of unread) {
    it(`refuse a key that ${version} does not read: ${stub}`, async () => {
      const own = files.write('own.yml', `${stub}\n`);
      const argv = ['--only', 'property-overrides', '-p', own, '--foundation', `diego-release@${version}`];
      const refused = await genManifest('stubs', ...argv);
      assertRefused(refused);
      assert.match(refused.stderr, message);
      assert.equal((await genManifest('stubs', ...argv, '--lenient')).exitCode, 0);
    });
  }

  it('refuse a setting that the version does not read', async () => {
    const set = ['--set', 'property_overrides.garden.mtu=1400'];
    const refused = await genManifest(
      'stubs',
      '--only',
      'property-overrides',
      '--foundation',
      'diego-release@0.1300.0',
      ...set,
    );
    assertRefused(refused);
    assert.match(
      refused.stderr,
      /garden\.mtu is not read by diego-release@0\.1300\.0[^]*read by diego-release 0\.1424\.0 and later/,
    );
  });

  it('have no stub of persistent disks where the iaas-settings have them', async () => {
    const refused = await genManifest(
      'stubs',
      '--env',
      'aws',
      '--only',
      'persistent-disks',
      '--foundation',
      'diego-release@0.1445.0',
    );
    assertRefused(refused);
    assert.match(refused.stderr, /takes no stub of persistent_disk_overrides/);
  });
});
