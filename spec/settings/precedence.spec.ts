/** Defaults, then -s in order, then -i -p -n -v, then the short forms and --set. */
import assert from 'node:assert/strict';
import { find, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { genManifest, printed } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

const mtu = (manifest: YamlMap): YamlValue | undefined => find(manifest, ['properties', 'garden', 'network_mtu']);
const instances = (manifest: YamlMap): YamlValue | undefined => find(manifest, ['jobs', 'cell_z1', 'instances']);
const version = (manifest: YamlMap): YamlValue | undefined => find(manifest, ['releases', 'diego', 'version']);
const flavor = (manifest: YamlMap): YamlValue | undefined =>
  find(manifest, ['resource_pools', 'brain_z1', 'cloud_properties', 'instance_type']);
const certificates =
  'bbs: {ca_cert: a, client_cert: b, client_key: c, server_cert: d, server_key: e}, etcd: {ca_cert: a, client_cert: b, client_key: c}';

describe('precedence', () => {
  const files = temporaryFiles();
  const settings = (name: string, value: number): string =>
    files.write(
      name,
      `property_overrides: {garden: {mtu: ${value}}}\ninstance_count_overrides: {cell_z1: {instances: ${value}}}\nrelease_versions: {diego: "${value}"}\niaas: {openstack: {instance_type: m${value}}}\n`,
    );
  const all = (manifest: YamlMap): unknown[] => [mtu, instances, version, flavor].map((each) => each(manifest));
  let first: string;
  let second: string;
  let stubs: string[];

  before(() => {
    first = settings('first.yml', 1);
    second = settings('second.yml', 2);
    stubs = [
      ...['-p', files.write('p.yml', `property_overrides: {garden: {mtu: 3}, ${certificates}}\n`)],
      ...['-n', files.write('n.yml', 'instance_count_overrides: [{name: cell_z1, instances: 3}]\n')],
      ...['-v', files.write('v.yml', 'release_versions: {diego: "3"}\n')],
    ];
  });

  it('has the defaults at the bottom', async () => {
    assert.deepEqual(all(await printed('--env', 'openstack')), [null, 1, 'latest', 'm1.small']);
  });

  it('lets a settings file win over the defaults, and a later one over an earlier', async () => {
    assert.deepEqual(all(await printed('--env', 'openstack', '-s', first)), [1, 1, '1', 'm1']);
    assert.deepEqual(all(await printed('--env', 'openstack', '-s', first, '-s', second)), [2, 2, '2', 'm2']);
    assert.deepEqual(all(await printed('--env', 'openstack', '-s', second, '-s', first)), [1, 1, '1', 'm1']);
  });

  it('lets the stubs win over the settings files, in whatever order they are given', async () => {
    assert.deepEqual(all(await printed('--env', 'openstack', '-s', first, ...stubs)), [3, 3, '3', 'm1']);
    assert.deepEqual(all(await printed('--env', 'openstack', ...stubs, '-s', first)), [3, 3, '3', 'm1']);
  });

  it('lets --set win over everything, the last one first', async () => {
    const set = ['property_overrides.garden.mtu=4', 'property_overrides.garden.mtu=5', 'release_versions.diego=5'];
    const more = ['instance_count_overrides.cell_z1.instances=5', 'iaas.openstack.instance_type=m5'];
    const options = [...set, ...more].flatMap((each) => ['--set', each]);
    assert.deepEqual(all(await printed('--env', 'openstack', ...options, '-s', first, ...stubs)), [5, 5, 5, 'm5']);
  });

  it('keeps what a higher layer does not set', async () => {
    const stub = files.write('more.yml', `property_overrides: {garden: {log_level: debug}, ${certificates}}\n`);
    const manifest = await printed('--env', 'openstack', '-s', first, '-p', stub);
    assert.equal(mtu(manifest), 1);
    assert.equal(find(manifest, ['properties', 'garden', 'log_level']), 'debug');
  });

  it('takes the environment from a settings file, and --env and --set over it', async () => {
    const file = files.write('env.yml', 'env: aws\niaas: {openstack: {instance_type: m9}}\n');
    assert.equal(flavor(await printed('-s', file)), 'm3.medium');
    assert.equal(flavor(await printed('-s', file, '--env', 'openstack')), 'm9');
    assert.equal(flavor(await printed('-s', file, '--env', 'aws', '--set', 'env=openstack')), 'm9');
  });

  it('replaces the environment by -i as a whole, and says what has no effect', async () => {
    const pools = ['access', 'brain', 'cc_bridge', 'cell', 'colocated', 'database', 'route_emitter'].flatMap((group) =>
      [1, 2, 3].map((zone) => `${group}_z${zone}: {cloud_properties: {}}`),
    );
    const networks = [1, 2, 3].map((zone) => `diego${zone}: {subnets: [{range: 10.0.${zone}.0/24}]}`);
    const stub = files.write(
      'i.yml',
      `iaas_settings: {stemcell: {}, compilation_cloud_properties: {}, resource_pool_cloud_properties: {${pools.join(', ')}}, subnet_configs: {${networks.join(', ')}}}\n`,
    );
    const outcome = await genManifest('--env', 'openstack', '-s', first, '-i', stub);
    assert.equal(outcome.exitCode, 0);
    assert.match(outcome.stderr, /first\.yml:4:1: warning: the settings below iaas have no effect: .*i\.yml replaces/);
    assert.equal(flavor(await printed('--env', 'openstack', '-s', first, '-i', stub)), undefined);
    const set = await genManifest('--env', 'openstack', '-i', stub, '--set', 'iaas.openstack.instance_type=m1');
    assert.equal(set.exitCode, 2);
    assert.match(set.stderr, /error: the settings below iaas have no effect/);
  });
});
