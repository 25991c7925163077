/** The disk that cloud properties ask for: in the unit of each CPI, with what a director puts over it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ephemeralDisk,
  isOpenstack,
  sizeIn,
} from '../../../../src/gen-manifest/plan/review/capacity/ephemeral-disk.js';
import type { YamlMap } from '../../../../src/gen-manifest/yaml-value.js';

const mbOf = (properties: YamlMap, openstack = false): number | undefined =>
  ephemeralDisk([{ of: 'it', properties }], { openstack })?.mb;

describe('ephemeralDisk', () => {
  it('reads the size in the unit of each CPI', () => {
    assert.equal(mbOf({ machine_type: 'n2-standard-4', root_disk_size_gb: 60 }), 61440);
    assert.equal(mbOf({ instance_type: 'm5.large', ephemeral_disk: { size: 51200, type: 'gp3' } }), 51200);
    assert.equal(mbOf({ cpu: 2, ram: 4096, disk: 16384 }), 16384);
    assert.equal(mbOf({ instance_type: 'm1', root_disk: { size: 100 } }, true), 102400);
  });

  it('takes no disk of the operating system for that of containers, but where they are on it', () => {
    assert.equal(mbOf({ cpu: 2, ram: 4096, disk: 16384, root_disk_size_gb: 200 }), 16384);
    assert.equal(mbOf({ instance_type: 'm5.large', root_disk: { size: 40960 } }), undefined);
    const onRoot = { ephemeral_disk: { use_root_disk: true, size: 1024 }, root_disk: { size: 65536 } };
    assert.equal(mbOf(onRoot), 65536);
    assert.equal(mbOf({ ephemeral_disk: { use_root_disk: true, size: 1024 } }), undefined);
  });

  it('has later properties replace earlier ones whole, as a director does, and names the last that has it', () => {
    const layers = [
      { of: 'vm_types small', properties: { ephemeral_disk: { size: 1024 } } },
      { of: 'vm_extensions large', properties: { ephemeral_disk: { size: 2048 } } },
      { of: 'vm_extensions lb', properties: { target_pool: 'x' } },
    ];
    assert.deepEqual(ephemeralDisk(layers, { openstack: false }), { mb: 2048, of: 'vm_extensions large' });
    const emptied = [...layers, { of: 'vm_extensions other', properties: { ephemeral_disk: { type: 'gp3' } } }];
    assert.equal(ephemeralDisk(emptied, { openstack: false }), undefined);
  });
});

describe('sizeIn', () => {
  it('takes whole numbers above 0 alone', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), (size) => assert.equal(sizeIn(size, 1024), size * 1024)));
    for (const no of [0, -1, 1.5, Number.NaN, '1024', '((size))', null, [], {}]) assert.equal(sizeIn(no), undefined);
  });
});

describe('isOpenstack', () => {
  it('tells it by the net_id of a subnet', () => {
    const subnet = { range: '10.0.0.0/24', cloud_properties: { net_id: '((network_id1))' } };
    assert.equal(isOpenstack({ networks: [{ name: 'a', subnets: [subnet] }] }), true);
    assert.equal(isOpenstack({ networks: [{ name: 'a', type: 'dynamic', cloud_properties: { net_id: 'x' } }] }), true);
    for (const networks of [null, [], 'x', [null], [{ subnets: 'x' }], [{ subnets: [{ cloud_properties: {} }] }]])
      assert.equal(isOpenstack({ networks }), false);
  });
});
