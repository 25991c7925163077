import assert from 'node:assert/strict';
import type { IaasSettings } from '../../src/gen-manifest/environments/environment.js';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { networkNames, resourcePoolNames } from '../../src/gen-manifest/foundations/topology.js';
import { iaasFromStub } from '../../src/gen-manifest/model/iaas-stub.js';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';

const source = { file: 'i.yml', text: '', events: [], value: null };

function read(value: YamlValue): { settings: IaasSettings; findings: Finding[] } {
  const findings: Finding[] = [];
  return { settings: iaasFromStub({ source, value }, findings), findings };
}

const pools = resourcePoolNames.map((name): YamlMap => ({ name, cloud_properties: { made_for: name } }));
const networks = networkNames.map((name): YamlMap => ({ name, subnets: [{ range: name }] }));
const whole: YamlMap = {
  stemcell: { name: 's', version: 1 },
  compilation_cloud_properties: { c: 1 },
  resource_pool_cloud_properties: pools,
  subnet_configs: networks,
};
const byName = (items: readonly YamlMap[]): YamlMap =>
  Object.fromEntries(items.map(({ name, ...rest }) => [name as string, rest]));

describe('iaasFromStub', () => {
  it('reads lists by name and maps alike', () => {
    const lists = read({
      ...whole,
      disk_pools: [{ name: 'database_disks', disk_size: 7, cloud_properties: { d: 1 } }],
    });
    const maps = read({
      ...whole,
      resource_pool_cloud_properties: byName(pools),
      subnet_configs: byName(networks),
      disk_pools: { database_disks: { disk_size: 7, cloud_properties: { d: 1 } } },
    });
    assert.deepEqual(lists.findings, []);
    assert.deepEqual(maps, lists);
    assert.deepEqual(lists.settings.stemcell, { name: 's', version: 1 });
    assert.deepEqual(lists.settings.resourcePools.cell_z2, { made_for: 'cell_z2' });
    assert.deepEqual(lists.settings.subnets.diego3, [{ range: 'diego3' }]);
    assert.deepEqual(lists.settings.databaseDisks, { size: 7, cloudProperties: { d: 1 } });
  });

  it("has upstream's disk where none is given, and null where null is given", () => {
    assert.deepEqual(read(whole).settings.databaseDisks, { size: 1024, cloudProperties: {} });
    const disk = { disk_pools: { database_disks: { disk_size: null, cloud_properties: null } } };
    assert.deepEqual(read({ ...whole, ...disk }).settings.databaseDisks, { size: null, cloudProperties: null });
  });

  it('names all that is missing, once for each place', () => {
    const { findings } = read({ resource_pool_cloud_properties: pools.slice(1), subnet_configs: null });
    assert.deepEqual(
      findings.map(({ code, message, place }) => [code, message, place?.path?.join('.')]),
      [
        [
          'missing',
          'iaas_settings has no resource_pool_cloud_properties.access_z1.cloud_properties',
          'iaas_settings.resource_pool_cloud_properties',
        ],
        [
          'missing',
          'iaas_settings has no subnet_configs.diego1.subnets, subnet_configs.diego2.subnets, subnet_configs.diego3.subnets',
          'iaas_settings.subnet_configs',
        ],
        ['missing', 'iaas_settings has no stemcell, compilation_cloud_properties', 'iaas_settings'],
      ],
    );
    assert.deepEqual(read(null).findings.length, 1);
  });

  it('warns of names that nothing reads, and refuses a name that stands twice', () => {
    const more = [
      { name: 'errand', cloud_properties: {} },
      { name: 'cel_z1', cloud_properties: {} },
      pools[0] as YamlMap,
    ];
    const { settings, findings } = read({ ...whole, resource_pool_cloud_properties: [...pools, ...more] });
    assert.deepEqual(
      findings.map(({ severity, message, hint, place }) => [severity, message, hint, place?.path?.at(-1)]),
      [
        [
          'warning',
          "resource_pool_cloud_properties has cel_z1, which Diego's manifest does not read",
          'did you mean cell_z1?',
          22,
        ],
        [
          'error',
          'resource_pool_cloud_properties has access_z1 twice, only the first counts',
          'remove one of them',
          23,
        ],
      ],
    );
    assert.deepEqual(settings.resourcePools.access_z1, { made_for: 'access_z1' });
  });
});
