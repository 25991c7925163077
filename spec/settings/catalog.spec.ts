/** Every property of upstream's stubs is a setting too, and comes out the same whichever way it goes in. */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { diegoEnvironments } from '../../src/gen-manifest/environments/table.js';
import type { Declaration } from '../../src/gen-manifest/foundations/declaration.js';
import { propertyOverrides } from '../../src/gen-manifest/foundations/property-overrides.js';
import { groupAndZone, groups, jobNames, networkNames } from '../../src/gen-manifest/foundations/topology.js';
import { releaseNames, resourcePoolNames } from '../../src/gen-manifest/foundations/topology.js';
import { catalog } from '../../src/gen-manifest/settings/catalog.js';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { printed } from '../support/gen-manifest.js';
import { nested } from '../support/nested.js';
import { temporaryFiles } from '../support/temporary-files.js';

/** A value of the type that a property has, that says which property it is. */
function marker(path: string, { type }: Declaration, index: number): YamlValue {
  if (path.endsWith('insecure_docker_registry_list'))
    return [`${path.split('.')[0]}.example.com:1`, 'both.example.com:1'];
  if (path === 'bbs.encryption_keys') return [{ label: 'key1', passphrase: 'secret' }];
  switch ([type].flat()[0]) {
    case 'integer':
      return 20_000 + index;
    case 'number':
      return index + 0.5;
    case 'boolean':
      return index % 2 === 0;
    case 'array':
      return [`marker of ${path}`];
    default:
      return `marker of ${path}`;
  }
}

/** Settings as arguments of --set: strings as they are, everything else as YAML. */
const setOptions = (flat: Readonly<Record<string, YamlValue>>): string[] =>
  Object.entries(flat).flatMap(([path, value]) => [
    '--set',
    `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ]);

describe('catalog', () => {
  const files = temporaryFiles();
  const write = (name: string, tree: YamlMap): string => files.write(name, stringify(tree, { version: '1.1' }));
  const below = (prefix: string, flat: Readonly<Record<string, YamlValue>>): Record<string, YamlValue> =>
    Object.fromEntries(Object.entries(flat).map(([path, value]) => [`${prefix}.${path}`, value]));

  async function assertSameEitherWay(option: string, section: YamlMap, flat: Record<string, YamlValue>): Promise<void> {
    const env = ['--env', 'openstack'];
    const fromStub = await printed(...env, option, write('stub.yml', section));
    const untouched = await printed(...env);
    assert.notDeepEqual(fromStub, untouched);
    assert.deepEqual(await printed(...env, '-s', write('settings.yml', nested(flat))), fromStub);
    assert.deepEqual(await printed(...env, ...setOptions(flat)), fromStub);
  }

  it('takes every property override as -p does', async () => {
    const flat = Object.fromEntries(
      Object.entries<Declaration>(propertyOverrides).map(([path, each], index) => [path, marker(path, each, index)]),
    );
    await assertSameEitherWay('-p', { property_overrides: nested(flat) }, below('property_overrides', flat));
  });

  it('takes every instance count as -n does', async () => {
    const counts = jobNames.map((job, index): [string, YamlMap] => {
      const { serial } = groups[groupAndZone(job).group];
      return [job, { instances: index + 3, ...(!serial && { max_in_flight: index % 2 ? '20%' : index + 1 }) }];
    });
    const flat = Object.fromEntries(
      counts.flatMap(([job, count]) => Object.entries(count).map(([key, value]) => [`${job}.${key}`, value])),
    );
    const list = counts.map(([name, count]): YamlMap => ({ name, ...count }));
    await assertSameEitherWay('-n', { instance_count_overrides: list }, below('instance_count_overrides', flat));
  });

  it('takes every release version as -v does', async () => {
    const flat = Object.fromEntries(releaseNames.map((name, index) => [name, `1.${index}0`]));
    await assertSameEitherWay('-v', { release_versions: flat }, below('release_versions', flat));
  });

  for (const env of Object.keys(diegoEnvironments)) {
    it(`takes all of an iaas-settings stub below iaas.${env}`, async () => {
      const cloud = (name: string): YamlMap => ({ made_for: name });
      const subnets = networkNames.map((name, index): [string, YamlValue] => [
        name,
        [{ range: `10.0.${index}.0/24`, gateway: `10.0.${index}.1`, cloud_properties: cloud(name) }],
      ]);
      const stub: YamlMap = {
        stemcell: { name: 'stemcell', version: '3232.10' },
        compilation_cloud_properties: cloud('compilation'),
        resource_pool_cloud_properties: resourcePoolNames.map((name) => ({ name, cloud_properties: cloud(name) })),
        subnet_configs: subnets.map(([name, value]) => ({ name, subnets: value })),
        disk_pools: [{ name: 'database_disks', disk_size: 4711, cloud_properties: cloud('disks') }],
      };
      const flat: Record<string, YamlValue> = below(`iaas.${env}`, {
        'stemcell.name': 'stemcell',
        'stemcell.version': '3232.10',
        compilation_cloud_properties: cloud('compilation'),
        ...Object.fromEntries(resourcePoolNames.map((name) => [`resource_pool_cloud_properties.${name}`, cloud(name)])),
        ...Object.fromEntries(subnets.map(([name, value]) => [`networks.${name}.subnets`, value])),
        'disk_pools.database_disks.disk_size': 4711,
        'disk_pools.database_disks.cloud_properties': cloud('disks'),
      });
      const fromStub = await printed('-i', write('stub.yml', { iaas_settings: stub }));
      assert.deepEqual(await printed('--env', env, '-s', write('settings.yml', nested(flat))), fromStub);
      assert.deepEqual(await printed('--env', env, ...setOptions(flat)), fromStub);
    });
  }

  it('has a description, and a default and examples of its own type, for every setting', () => {
    for (const [path, { description, type, default: initial, examples = [] }] of catalog) {
      assert.match(description, /^\S.*[^.\s]$/s, `${path}: a sentence without a full stop`);
      for (const value of [initial, ...examples]) {
        if (value === undefined) continue;
        const kind = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
        assert.ok([type].flat().includes(kind as never), `${path}: ${JSON.stringify(value)} is no ${String(type)}`);
      }
    }
  });
});
