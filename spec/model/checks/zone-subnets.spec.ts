import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('zoneSubnets', () => {
  const files = temporaryFiles();

  async function settings(...lines: readonly string[]): Promise<string[]> {
    return checked({ settings: [files.write('docker.yml', ['env: openstack', ...lines, ''].join('\n'))] });
  }

  it('refuses a zone with instances and no subnet', async () => {
    const none = 'iaas: {openstack: {networks: {diego3: {subnets: []}}}}';
    const message = 'zone z3 has instances (database_z3), and its network diego3 has no subnet';
    assert.deepEqual(await settings(none), [`2:40: error: ${message}`]);
    assert.deepEqual(await settings(none, 'instance_count_overrides: {database_z3: {instances: 0}}'), []);
    assert.deepEqual(await settings(none, 'instance_count_overrides: {database_z3: {instances: ((n))}}'), [
      `2:40: error: ${message}`,
    ]);
  });
});
