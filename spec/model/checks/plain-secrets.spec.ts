import assert from 'node:assert/strict';
import { genManifest } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

describe('secrets in clear', () => {
  const files = temporaryFiles();
  const secret = 'mark-of-a-secret';

  it('work in a settings file, with a warning that names the place and no secret', async () => {
    const file = files.write(
      'docker.yml',
      `property_overrides:\n  bbs:\n    client_key: ${secret}\n    encryption_keys: [{label: a, passphrase: ${secret}}]\n`,
    );
    const { exitCode, stdout, stderr } = await genManifest('--env', 'openstack', '-s', file);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, new RegExp(secret));
    assert.ok(
      stderr.includes(
        `${file}:3:5: warning: property_overrides.bbs.client_key is a secret, in clear in a settings file`,
      ),
    );
    assert.ok(stderr.includes(`${file}:4:5: warning: property_overrides.bbs.encryption_keys is a secret`));
    assert.ok(stderr.includes('write ((bbs_client_key)) instead'));
    assert.ok(!stderr.includes(secret));
  });

  it('are warned of on the command line, and not repeated in the header', async () => {
    const set = `property_overrides.ssh_proxy.diego_credentials=${secret}`;
    const { stdout, stderr } = await genManifest('--env', 'openstack', '--set', set);
    assert.match(stderr, /diego_credentials is a secret, in clear on the command line/);
    assert.ok(!stderr.includes(secret));
    assert.ok(!(stdout.split('\n---\n')[0] as string).includes(secret));
  });

  it('are left alone as variables, and in stubs of upstream', async () => {
    const settings = files.write(
      'variables.yml',
      'property_overrides: {bbs: {client_key: ((key)), encryption_keys: [{label: a, passphrase: ((p))}]}}\n',
    );
    assert.doesNotMatch((await genManifest('--env', 'openstack', '-s', settings)).stderr, /is a secret/);
    const stub = files.write('stub.yml', `property_overrides: {bbs: {client_key: ${secret}}}\n`);
    assert.doesNotMatch((await genManifest('validate', '-p', stub)).stderr, /is a secret/);
  });
});
