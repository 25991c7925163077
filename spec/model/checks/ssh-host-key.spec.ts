import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('sshHostKey', () => {
  const files = temporaryFiles();
  const of = (value: string) =>
    checked({ settings: [files.write('docker.yml', `property_overrides:\n  ssh_proxy: {host_key: ${value}}\n`)] });

  it('warns of an empty host key', async () => {
    for (const value of ['""', 'null']) {
      assert.deepEqual(await of(value), [
        '2:15: warning: ssh_proxy.host_key is empty: the SSH proxy will not start, and cf ssh will not work',
      ]);
    }
  });

  it('takes a key, and a variable', async () => {
    assert.deepEqual(await of('((ssh_proxy_host_key))'), []);
  });
});
