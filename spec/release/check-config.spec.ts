/** Whatever docker-registry can be set to, the registry knows every key of the configuration that comes of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { everyProperty } from '../support/every-property.js';
import { peersLink, releaseRoot, renderFile } from '../support/release-jobs.js';

const registry = join(releaseRoot, 'blobs/binaries/registry');
const roles = { 'team-a': { actions: ['push', 'delete'], repositories: ['team-a/**'] } };
const users = { cells: { passwords: ['one', 'two'], roles: ['reader', 'team-a'] } };

const usual = { 'auth.type': 'users', users, roles };
const choices: Record<string, Record<string, YamlValue>> = {
  'a persistent disk': { ...usual, 'storage.type': 'persistent_disk', 'storage.read_only': true },
  'S3, Redis and plain HTTP': {
    ...usual,
    'storage.type': 's3',
    'storage.s3.encrypt': true,
    'descriptor_cache.type': 'redis',
    'tls.enabled': false,
  },
  'GCS and tokens': {
    'storage.type': 'gcs',
    'auth.type': 'token',
    'auth.token.auto_redirect': true,
    'descriptor_cache.type': 'none',
  },
  'Azure with a shared key': { ...usual, 'storage.type': 'azure' },
  'Azure with a client secret': {
    ...usual,
    'storage.type': 'azure',
    'storage.azure.credentials_type': 'client_secret',
  },
  'no access control': { 'storage.type': 's3', 'auth.type': 'none', 'tls.minimum': 'tls1.3' },
  'platforms of indexes': { ...usual, 'storage.type': 'persistent_disk', 'validation.index_platforms': 'list' },
};

describe('registry check-config', function () {
  this.timeout(120_000);
  let folder = '';
  before(function () {
    if (!existsSync(registry)) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'check-config-'));
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  for (const [name, chosen] of Object.entries(choices)) {
    it(`finds nothing wrong with every property set, for ${name}`, async () => {
      const peers = chosen['storage.type'] === 'persistent_disk' ? 1 : 3;
      const properties = everyProperty('docker-registry', chosen);
      const { text, problems } = await renderFile('docker-registry', 'config/registry.yml', properties, {
        links: { peers: peersLink(peers) },
      });
      assert.deepEqual(problems, []);
      const file = join(folder, 'registry.yml');
      writeFileSync(file, text);
      const { status, stderr } = spawnSync(registry, ['check-config', file], { encoding: 'utf8' });
      assert.equal(status, 0, `${stderr}\n${text}`);
    });
  }
});
