import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('networkSettings', () => {
  const files = temporaryFiles();

  async function diego1(environment: string, text: string): Promise<string[]> {
    const lines = [`env: ${environment}`, `iaas: {${environment}: {networks: {diego1: {${text}}}}}`, ''];
    return checked({ settings: [files.write('docker.yml', lines.join('\n'))] });
  }

  it('warns of settings that the subnets replace', async () => {
    const at = 'iaas.openstack.networks.diego1';
    assert.deepEqual(await diego1('openstack', 'range: 10.0.1.0/24, net_id: x, subnets: [{}]'), [
      `2:40: warning: ${at}.range has no effect: ${at}.subnets replaces it`,
      `2:60: warning: ${at}.net_id has no effect: ${at}.subnets replaces it`,
    ]);
    assert.deepEqual(await diego1('openstack', 'subnets: [{}]'), []);
  });

  it("warns of settings beside BOSH-Lite's own subnets", async () => {
    const reason = 'BOSH-Lite has its own subnets where no range is given';
    assert.deepEqual(await diego1('bosh-lite', 'gateway: 10.0.1.1'), [
      `2:40: warning: iaas.bosh-lite.networks.diego1.gateway has no effect: ${reason}`,
    ]);
    assert.deepEqual(await diego1('bosh-lite', 'range: 10.0.1.0/24, gateway: 10.0.1.1'), []);
  });
});
