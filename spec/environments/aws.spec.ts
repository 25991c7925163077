import assert from 'node:assert/strict';
import { aws } from '../../src/gen-manifest/environments/aws.js';
import { iaasOf, subnetOf } from '../support/environment.js';

describe('aws', () => {
  it("gives each pool its size, its zone's availability zone, and access its load balancers", () => {
    const { resourcePools, compilationCloudProperties, databaseDisks } = iaasOf(aws, {
      'availability_zones.z2': 'us-east-1b',
      ssh_proxy_elbs: ['ssh'],
    });
    assert.deepEqual(resourcePools.cell_z2, { instance_type: 'r3.xlarge', availability_zone: 'us-east-1b' });
    assert.deepEqual(resourcePools.colocated_z1, {
      instance_type: 'r3.xlarge',
      availability_zone: '((z1_availability_zone))',
    });
    assert.deepEqual(resourcePools.database_z3, {
      instance_type: 'm3.large',
      availability_zone: '((z3_availability_zone))',
    });
    assert.deepEqual(resourcePools.access_z2, {
      instance_type: 'm3.medium',
      availability_zone: 'us-east-1b',
      elbs: ['ssh'],
    });
    assert.deepEqual(compilationCloudProperties, {
      instance_type: 'c3.large',
      availability_zone: '((z1_availability_zone))',
    });
    assert.deepEqual(databaseDisks, { size: 1024, cloudProperties: { type: 'gp2' } });
  });

  it('puts subnet and security groups on the network', () => {
    const made = iaasOf(aws, { 'networks.diego1.subnet': 'subnet-1', security_groups: ['diego'] });
    assert.deepEqual(subnetOf(made, 'diego1')['cloud_properties'], { security_groups: ['diego'], subnet: 'subnet-1' });
    assert.deepEqual(subnetOf(made, 'diego3')['cloud_properties'], {
      security_groups: ['diego'],
      subnet: '((diego3_subnet))',
    });
  });
});
