import assert from 'node:assert/strict';
import { checked } from './checked.js';

describe('iaasGiven', () => {
  it('asks for an environment where a command needs one', async () => {
    assert.deepEqual(await checked({ needs: { iaas: true } }), ['error: no environment is named']);
    assert.deepEqual(await checked({ needs: { iaas: false } }), []);
  });

  it('finds nothing in any environment as it is, nor does another check', async () => {
    for (const environment of ['openstack', 'aws', 'vsphere', 'bosh-lite']) {
      assert.deepEqual(await checked({ needs: { iaas: true }, set: [`env=${environment}`] }), [], environment);
    }
  });
});
