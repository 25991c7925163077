/** What is deployed already, and the two kinds of it told apart. */
import assert from 'node:assert/strict';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { readBase, readCloudConfig } from '../../src/gen-manifest/settings/base-manifest.js';
import { genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('the base and the cloud config', () => {
  const files = temporaryFiles();
  const base = async (text: string): Promise<Finding[]> => {
    const findings: Finding[] = [];
    const read = await readBase(files.write('base.yml', text), [], findings);
    assert.equal(read === undefined, findings.length > 0);
    return findings;
  };

  it('takes no cloud config for a manifest, and says which options take it', async () => {
    for (const key of ['azs', 'vm_types', 'disk_types', 'vm_extensions', 'networks']) {
      const [finding] = await base(`${key}: []\n`);
      assert.equal(finding?.message, `the base has ${key}: it is a cloud config, no manifest`);
      assert.match(finding.hint ?? '', /with --cloud-config, and to cloud-config with --base$/);
    }
  });

  it('takes manifests of both kinds, whatever else they have', async () => {
    for (const text of [
      'instance_groups: []\n',
      'jobs: []\nnetworks: []\n',
      'manifest_version: v1\nazs: []\n',
      'name: cf\n',
    ])
      assert.deepEqual(await base(text), []);
  });

  it('takes no manifest for a cloud config', async () => {
    const findings: Finding[] = [];
    await readCloudConfig(files.write('cloud.yml', 'jobs: []\nnetworks: []\n'), findings);
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['the base has jobs: it is a manifest, no cloud config'],
    );
  });

  it('says the same whichever command is given it', async () => {
    const config = files.write('config.yml', 'azs: []\nnetworks: []\n');
    for (const argv of [['ops'], ['review'], ['all', '--out', `${files.folder}/made`]]) {
      const { exitCode, stderr } = await genManifest(...argv, '--base', config, '--set', 'registry.host=r.example.com');
      assert.equal(exitCode, 2);
      assert.match(stderr, /config\.yml: error: the base has azs: it is a cloud config, no manifest\n/, argv[0]);
    }
  });
});
