/** Sizes are found by name, in the first cloud config that has it, whatever stands around them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diskTypeSize, vmDisk } from '../../../../src/gen-manifest/plan/review/capacity/cloud-config-disks.js';
import { hostileValue } from '../../../support/hostile-values.js';

const own = { name: 'director.yml', value: { disk_types: [{ name: 'large', disk_size: 204800 }] } };
const made = {
  name: 'made.yml',
  value: {
    disk_types: [
      { name: 'large', disk_size: 1 },
      { name: 'new', disk_size: 2 },
    ],
  },
};

describe('diskTypeSize', () => {
  it("takes the director's own before what is made", () => {
    assert.deepEqual(diskTypeSize([own, made], 'large'), { mb: 204800, from: 'disk_types large of director.yml' });
    assert.deepEqual(diskTypeSize([own, made], 'new'), { mb: 2, from: 'disk_types new of made.yml' });
    assert.equal(diskTypeSize([own, made], 'none'), undefined);
    const open = { name: 'open.yml', value: { disk_types: [{ name: 'large', disk_size: '((size))' }] } };
    assert.equal(diskTypeSize([open, made], 'large'), undefined, 'the own one decides, though it has no number');
  });
});

describe('cloud configs of any shape', () => {
  it('give a size or none', () => {
    fc.assert(
      fc.property(hostileValue, hostileValue, (one, other) => {
        const value = { disk_types: one, vm_types: other, vm_extensions: one, networks: other };
        const sizes = [
          diskTypeSize([{ name: 'x', value }], 'large'),
          vmDisk({ name: 'x', value }, { vm_type: other, vm_extensions: one }, undefined),
        ];
        for (const size of sizes) assert.ok((size?.mb ?? 1) > 0);
      }),
    );
  });
});
