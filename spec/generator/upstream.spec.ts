/**
 * Upstream's own generators, run by gen-manifest with real spiff: the wiring lands in the properties that the version's
 * jobs read. Needs a clone of diego-release with its tags in DIEGO_RELEASE_DIR; runs both sides of every boundary, or
 * with EVERY_TAG=1 every version.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { stringify } from 'yaml';
import type { GeneratorFlag } from '../../src/gen-manifest/foundations/diego-release/generator-flags.js';
import { diegoReleaseVersions } from '../../src/gen-manifest/foundations/released/diego-release.js';
import { isMap, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { cfManifestFor, taggedVersions, unpackVersion } from '../support/diego-checkouts.js';
import { operated } from '../support/operated.js';
import { temporaryFiles } from '../support/temporary-files.js';

const boundaries = `
  0.1072.0 0.1083.0 0.1085.0 0.1135.0 0.1137.0 0.1415.0 0.1421.1 0.1423.0 0.1424.0 0.1434.0 0.1435.0 0.1437.0 0.1438.0
  0.1439.0 0.1440.0 0.1444.0 0.1445.0 0.1461.0 0.1462.0 0.1464.0 0.1465.0 0.1468.0 0.1469.0 0.1470.0 0.1471.0 0.1472.0
  0.1473.0 0.1474.0 0.1477.0 0.1478.0 0.1485.0 0.1486.0 0.1487.0 0.1488.0 0.1490.0 0.1491.0 1.0.0 1.4.2 1.5.0 1.5.1
  1.6.1 1.6.2 1.7.1 1.8.0 1.8.1 1.9.0 1.13.0 1.14.0 1.16.1 1.17.0 1.18.0 1.32.2 1.33.0 1.35.0
`
  .trim()
  .split(/\s+/);
const available = taggedVersions();
const versions = [...(process.env['EVERY_TAG'] ? diegoReleaseVersions : boundaries)].filter(
  (version) => available.has(version) && version !== '0.1463.0',
);

const registry = '10.0.1.20:5000';
const minor = (version: string): number => Number(version.split('.')[0]) * 10_000 + Number(version.split('.')[1]);

/** The places below `properties` that have the registry's address, or turn the check of the cache off. */
function wiredPlaces(value: YamlValue, path: readonly string[] = []): string[] {
  if (isMap(value)) return Object.entries(value).flatMap(([key, child]) => wiredPlaces(child, [...path, key]));
  const off =
    /insecure_docker_registry$|docker_registry_url$/.test(path.at(-1) ?? '') && value !== false && value !== null;
  return off || (Array.isArray(value) && value.includes(registry)) ? [path.join('.')] : [];
}

/** The properties that the version's own jobs have for registries without TLS, from their spec files. */
function ofOwnJobs(folder: string): string[] {
  const jobs = readdirSync(join(folder, 'jobs'));
  return jobs.flatMap((job) => {
    const spec = readFileSync(join(folder, 'jobs', job, 'spec'), 'utf8');
    return [...spec.matchAll(/^ {2}(\S*(?:insecure_docker_registry(?:_list)?|docker_registry_url)):$/gm)].map(
      ([, name]) => name as string,
    );
  });
}

/** Those of the jobs of other releases: garden, and the stager that cf-release has. */
function ofOtherJobs(version: string, flags: readonly GeneratorFlag[]): string[] {
  const at = minor(version);
  const grootfs = at >= 10_033 || flags.includes('grootfs');
  const garden = (at >= 1424 && at < 10_000) || at >= 10_000 ? ['garden.insecure_docker_registry_list'] : [];
  const stager =
    at < 1469
      ? []
      : at < 1470
        ? ['diego.stager.insecure_docker_registry_list']
        : ['capi.stager.insecure_docker_registry_list'];
  return [...garden, ...(grootfs ? ['grootfs.insecure_docker_registry_list'] : []), ...stager];
}

describe("upstream's own generators", function () {
  this.timeout(60_000);
  const files = temporaryFiles();

  before(function () {
    if (versions.length === 0) this.skip();
  });

  async function manifestOf(
    version: string,
    flags: readonly GeneratorFlag[],
    ...argv: readonly string[]
  ): Promise<YamlMap> {
    const folder = unpackVersion(version, files.folder);
    const temporary = files.path('temporary files');
    mkdirSync(temporary, { recursive: true });
    const cf = files.write('cf.yml', stringify(cfManifestFor(folder)));
    const before = readdirSync(folder, { recursive: true });
    const named = ['--diego-release', folder, '--foundation', `diego-release@${version}`];
    const networks = [1, 2, 3].map((zone) => `iaas.openstack.networks.diego${zone}`);
    const settings = ['registry.host=10.0.1.20', ...networks.flatMap((at, index) => network(at, `10.10.${index + 1}`))];
    const inputs = ['--env', 'openstack', '-c', cf, ...settings.flatMap((each) => ['--set', each])];
    const set = flags.length > 0 ? ['--set', `diego.generator_flags=[${flags.join(', ')}]`] : [];
    const { exitCode, stdout, stderr } = await operated([...named, ...inputs, ...set, ...argv], { TMPDIR: temporary });
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(readdirSync(folder, { recursive: true }), before, 'nothing is written into the checkout');
    assert.deepEqual(readdirSync(temporary), [], 'nothing is left behind');
    const manifest = load(stdout, { schema: YAML11_SCHEMA }) as YamlMap;
    const expected = [...new Set([...ofOwnJobs(folder), ...ofOtherJobs(version, flags)])].sort();
    assert.deepEqual(wiredPlaces(manifest['properties'] as YamlMap).sort(), expected);
    rmSync(folder, { recursive: true });
    return manifest;
  }

  const network = (at: string, prefix: string): string[] => [
    `${at}.range=${prefix}.0/24`,
    `${at}.gateway=${prefix}.1`,
    `${at}.static=[${prefix}.10 - ${prefix}.30]`,
  ];

  const sql = (version: string): string[] => {
    if (minor(version) < 10_017) return [];
    return ['--sql', files.write('sql.yml', 'sql_overrides: {bbs: {db_driver: mysql, db_host: 10.0.1.30}}\n')];
  };

  for (const version of versions) {
    it(`v${version} has the wiring in the properties that its jobs read`, async () => {
      const manifest = await manifestOf(version, [], ...sql(version));
      assert.equal(manifest['name'], 'cf-diego');
      assert.equal(manifest['director_uuid'], 'a-uuid');
    });
  }

  const withFlags: [version: string, ...flags: GeneratorFlag[]][] = [
    ['0.1462.0', 'rootfs-release'],
    ['0.1465.0', 'garden-runc'],
    ['0.1471.0', 'garden-runc'],
    ['0.1488.0', 'garden-linux'],
    ['1.8.0', 'grootfs'],
    ['1.14.0', 'rootfs-release'],
    ['1.32.2', 'grootfs', 'local-route-emitters', 'capi-bridge'],
    ['1.35.0', 'no-cc-bridge', 'local-route-emitters'],
  ];
  for (const [version, ...flags] of withFlags) {
    it(`v${version} with ${flags.join(' and ')}`, async function () {
      if (!available.has(version)) this.skip();
      await manifestOf(version, flags, ...sql(version));
    });
  }

  const withoutEtcd: [version: string, ...flags: GeneratorFlag[]][] = [
    ['0.1473.0', 'no-etcd'],
    ['0.1474.0', 'no-etcd'],
    ['1.9.0', 'no-etcd', 'sql-lock'],
  ];
  for (const [version, ...flags] of withoutEtcd) {
    it(`v${version} without etcd`, async function () {
      if (!available.has(version)) this.skip();
      const stub = files.write('sql.yml', 'sql_overrides: {bbs: {db_driver: mysql, db_connection_string: a}}\n');
      const manifest = await manifestOf(version, flags, '--sql', stub);
      assert.doesNotMatch(JSON.stringify(manifest['jobs']), /"name":"etcd"/);
    });
  }

  it("keeps what the operator's own stubs say", async function () {
    if (!available.has('0.1300.0')) this.skip();
    const own = files.write(
      'own.yml',
      'property_overrides: {garden-linux: {insecure_docker_registry_list: ["a.b:80"]}}\n',
    );
    const counts = files.write('counts.yml', 'instance_count_overrides: [{name: cell_z1, instances: 7}]\n');
    const manifest = await manifestOf('0.1300.0', [], '-p', own, '-n', counts);
    const list = ((manifest['properties'] as YamlMap)['diego'] as YamlMap)['garden-linux'] as YamlMap;
    assert.deepEqual((list['insecure_docker_registry_list'] as YamlValue[]).slice(0, 2), ['a.b:80', registry]);
    assert.match(JSON.stringify(manifest['jobs']), /"instances":7/);
  });

  it('says what the CF manifest lacks', async function () {
    if (!available.has('1.35.0')) this.skip();
    const folder = unpackVersion('1.35.0', files.folder);
    const cf = files.write('poor.yml', 'name: cf\ndirector_uuid: a\nreleases: []\nproperties: {system_domain: a.b}\n');
    const named = ['--env', 'aws', '--diego-release', folder, '-c', cf, ...sql('1.35.0')];
    const { exitCode, stdout, stderr } = await operated(named);
    assert.equal(exitCode, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /poor\.yml has no properties\.nats\.machines, which Diego needs/);
    assert.doesNotMatch(stderr, /unresolved nodes|dynaml/);
  });
});
