import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('tlsMaterial', () => {
  const files = temporaryFiles();

  async function overrides(text: string): Promise<string[]> {
    return checked({ settings: [files.write('docker.yml', `property_overrides:\n  ${text}\n`)] });
  }

  it('warns of certificates that are null while TLS is on', async () => {
    assert.deepEqual(await overrides('etcd: {ca_cert: null}'), [
      '2:10: warning: etcd.ca_cert is null, and etcd.require_ssl is not false: etcd will not be deployed without it',
    ]);
    for (const tls of ['true', 'null']) {
      assert.equal((await overrides(`bbs: {server_key: ~, require_ssl: ${tls}}`)).length, 1, tls);
    }
  });

  it('warns of certificates of the etcd server and its peers, each by its own switch', async () => {
    assert.deepEqual(await overrides('etcd: {server_cert: null, peer_key: null}'), [
      '2:10: warning: etcd.server_cert is null, and etcd.require_ssl is not false: etcd will not be deployed without it',
      '2:29: warning: etcd.peer_key is null, and etcd.peer_require_ssl is not false: etcd will not be deployed without it',
    ]);
    assert.deepEqual(await overrides('etcd: {peer_key: null, peer_require_ssl: false}'), []);
    assert.equal((await overrides('etcd: {peer_key: null, require_ssl: false}')).length, 1);
  });

  it('warns of a stub without those of etcd, which the generator does not ask for', async () => {
    const stub = (text: string) =>
      checked({
        stubs: { 'property-overrides': files.write('overrides.yml', `property_overrides: {etcd: {${text}}}\n`) },
      });
    const missing = (found: readonly string[]) =>
      found.flatMap((line) => /warning: property_overrides has no (etcd.*)$/.exec(line)?.[1] ?? []);
    const peers = 'etcd.peer_require_ssl is not false: etcd will not be deployed without them';
    assert.deepEqual(missing(await stub('server_cert: x')), [
      `etcd.peer_ca_cert, etcd.peer_cert, etcd.peer_key, and ${peers}`,
      'etcd.server_key, and etcd.require_ssl is not false: etcd will not be deployed without it',
    ]);
    assert.equal(missing(await stub('peer_require_ssl: false')).length, 1);
    assert.deepEqual(missing(await stub('require_ssl: false, peer_require_ssl: false')), []);
    assert.deepEqual(missing(await overrides('etcd: {server_cert: x}')), []);
  });

  it('takes null where TLS is off, or may be', async () => {
    for (const tls of ['false', '((tls))']) {
      assert.deepEqual(await overrides(`bbs: {server_key: ~, require_ssl: ${tls}}`), [], tls);
    }
  });
});
