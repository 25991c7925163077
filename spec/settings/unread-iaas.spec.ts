import assert from 'node:assert/strict';
import { unreadIaas } from '../../src/gen-manifest/settings/unread-iaas.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

const source = { file: 'i.yml', text: '', events: [], value: null };
const found = (value: YamlValue, unread: 'error' | 'warning' = 'error'): string[] =>
  unreadIaas({ source, value }, unread).map(
    ({ severity, message, hint }) => `${severity}: ${message.split(' ')[0]}: ${hint}`,
  );

describe('unreadIaas', () => {
  it('finds keys that no template reads, with the nearest that one does', () => {
    const errors = [
      'error: iaas_settings.stemcel: did you mean stemcell?; --lenient lets it stand',
      'error: iaas_settings.resource_pool_cloud_properties.cell_z1.env: known: name, cloud_properties; --lenient lets it stand',
      'error: iaas_settings.subnet_configs.diego1.subnet: did you mean subnets?; --lenient lets it stand',
      'error: iaas_settings.disk_pools.databse_disks: did you mean database_disks?; --lenient lets it stand',
    ];
    const items = { cell_z1: { cloud_properties: {}, env: {} } };
    const networks = { diego1: { subnet: [] } };
    const lists = {
      stemcel: {},
      resource_pool_cloud_properties: [{ name: 'cell_z1', ...items.cell_z1 }],
      subnet_configs: [{ name: 'diego1', ...networks.diego1 }],
      disk_pools: [{ name: 'databse_disks', disk_size: 1 }],
    };
    assert.deepEqual(found(lists), errors);
    const maps = { ...lists, resource_pool_cloud_properties: items, subnet_configs: networks };
    assert.deepEqual(found({ ...maps, disk_pools: { databse_disks: {} } }), errors);
    assert.match(found(lists, 'warning')[0] as string, /^warning: iaas_settings\.stemcel: did you mean stemcell\?$/);
  });

  it('takes what upstream reads, and leaves what is no map to others', () => {
    const disks = [{ name: 'database_disks', disk_size: 1, cloud_properties: {} }];
    assert.deepEqual(found({ stemcell: { a: 1 }, compilation_cloud_properties: { b: 1 }, disk_pools: disks }), []);
    for (const value of [null, [], 'x', { subnet_configs: null, resource_pool_cloud_properties: ['x'] }]) {
      assert.deepEqual(found(value), []);
    }
  });
});
