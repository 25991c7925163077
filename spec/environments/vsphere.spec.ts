import assert from 'node:assert/strict';
import { vsphere } from '../../src/gen-manifest/environments/vsphere.js';
import { iaasOf, subnetOf } from '../support/environment.js';

describe('vsphere', () => {
  it('sizes VMs by their job', () => {
    const { resourcePools } = iaasOf(vsphere);
    assert.deepEqual(resourcePools.brain_z1, { cpu: 1, disk: 4096, ram: 1024 });
    assert.deepEqual(resourcePools.database_z1, { cpu: 1, disk: 8192, ram: 1024 });
    assert.deepEqual(resourcePools.cell_z1, { cpu: 2, disk: 50000, ram: 8192 });
  });

  it('places every VM in the datacenters that are set', () => {
    const datacenters = [{ name: 'dc1', clusters: [{ c1: { resource_pool: 'diego' } }] }];
    const made = iaasOf(vsphere, { datacenters, 'networks.diego2.name': 'VM Network' });
    for (const pool of Object.values(made.resourcePools))
      assert.deepEqual((pool as { datacenters: unknown }).datacenters, datacenters);
    assert.deepEqual(made.compilationCloudProperties, { cpu: 2, disk: 8192, ram: 4096, datacenters });
    assert.deepEqual(subnetOf(made, 'diego2')['cloud_properties'], { name: 'VM Network' });
    assert.deepEqual(subnetOf(made, 'diego1')['cloud_properties'], { name: '((diego1_network_name))' });
  });
});
