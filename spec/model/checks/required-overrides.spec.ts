import assert from 'node:assert/strict';
import type { Declaration } from '../../../src/gen-manifest/foundations/declaration.js';
import { propertyOverrides } from '../../../src/gen-manifest/foundations/property-overrides.js';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

const required = Object.entries<Declaration>(propertyOverrides).flatMap(([path, { 'x-required': needed }]) =>
  needed ? [path] : [],
);

describe('requiredOverrides', () => {
  const files = temporaryFiles();

  async function stub(...lines: readonly string[]): Promise<string[]> {
    const text = `property_overrides:\n${lines.map((line) => `  ${line}\n`).join('')}`;
    return checked({ stubs: { 'property-overrides': files.write('overrides.yml', text) } });
  }

  it('finds nothing in a whole stub', async () => {
    const whole = [
      'etcd: {ca_cert: A, client_cert: B, client_key: C, server_cert: D, server_key: E, peer_require_ssl: false}',
      'bbs: {ca_cert: A, client_cert: B, client_key: C, server_cert: D, server_key: E, active_key_label: k, encryption_keys: [{label: k, passphrase: p}]}',
    ];
    assert.deepEqual(await stub(...whole), []);
  });

  it('names every override that is missing', async () => {
    assert.equal(required.length, 8);
    assert.deepEqual(
      (await stub('skip_cert_verify: true')).filter((line) => line.includes('error')),
      required.map((path) => `1:1: error: property_overrides has no ${path}, which Diego needs`),
    );
  });

  it('asks for none of them without a stub, or for a command that needs none', async () => {
    assert.deepEqual(await checked({ set: ['property_overrides.skip_cert_verify=true'] }), []);
    const partial = files.write('partial.yml', 'property_overrides: {skip_cert_verify: true}\n');
    assert.deepEqual(await checked({ needs: { iaas: false }, stubs: { 'property-overrides': partial } }), []);
  });

  it('takes them from settings too', async () => {
    const partial = files.write('partial.yml', 'property_overrides: {skip_cert_verify: true}\n');
    const set = required.map((path) => `property_overrides.${path}=X`);
    const found = await checked({ stubs: { 'property-overrides': partial }, set });
    assert.deepEqual(
      found.filter((line) => line.includes('error')),
      [],
    );
  });
});
