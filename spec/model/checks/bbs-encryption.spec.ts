import assert from 'node:assert/strict';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('bbsEncryption', () => {
  const files = temporaryFiles();

  async function bbs(text: string): Promise<string[]> {
    return checked({ settings: [files.write('docker.yml', `property_overrides:\n  bbs: {${text}}\n`)] });
  }

  it('warns of an active key that is none of the keys', async () => {
    assert.deepEqual(await bbs('active_key_label: k2, encryption_keys: [{label: k1, passphrase: ((p))}]'), [
      '2:9: warning: bbs.active_key_label is k2, and bbs.encryption_keys has no key of that label',
    ]);
    assert.equal((await bbs('active_key_label: k2, encryption_keys: []')).length, 1);
  });

  it('compares nothing where a variable is among them', async () => {
    for (const [label, keys] of [
      ['k1', '[{label: k1, passphrase: ((p))}]'],
      ['((label))', '[{label: k1, passphrase: ((p))}]'],
      ['k1', '[{label: ((label)), passphrase: ((p))}]'],
      ['k1', '((keys))'],
    ] as const) {
      assert.deepEqual(await bbs(`active_key_label: ${label}, encryption_keys: ${keys}`), [], `${label} ${keys}`);
    }
  });

  it('warns of a stub without them, and asks settings for none', async () => {
    const stub = files.write('overrides.yml', 'property_overrides: {skip_cert_verify: true}\n');
    const found = await checked({ stubs: { 'property-overrides': stub } });
    assert.deepEqual(
      found.filter((line) => line.includes(' has no bbs.') && line.includes('warning')),
      ['bbs.active_key_label', 'bbs.encryption_keys'].map(
        (path) => `1:1: warning: property_overrides has no ${path}, which the BBS needs`,
      ),
    );
    assert.deepEqual(await bbs('active_key_label: k1'), []);
  });
});
