/** `gen-manifest all` as it is built: it finds its templates, and writes all or nothing. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '../../src/gen-manifest/errors.js';
import { shell } from './bin.js';

const settings = `env: aws
foundation: cf-deployment@58.0.0
registry: {host: registry.example.com, static_ips: [10.0.4.20]}
cache: {host: cache.example.com, static_ips: [10.0.4.21]}
runtime_config: {os_conf_version: 23.0.2}
`;

describe('gen-manifest all, built', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gen-manifest-all-'));
    writeFileSync(join(folder, 'docker.yml'), settings);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes every file', () => {
    const { status, stderr } = shell('gen-manifest all -s docker.yml --out out', folder);
    assert.equal(status, exitCodes.done, stderr);
    assert.equal(readdirSync(join(folder, 'out')).length, 6);
  });

  it('writes nothing where one of the files cannot be written', () => {
    mkdirSync(join(folder, 'out/security-group.json'), { recursive: true });
    const { status, stderr } = shell('gen-manifest all -s docker.yml --out out', folder);
    assert.equal(status, exitCodes.toolFailed);
    assert.match(stderr, /^error: out\/security-group\.json is a folder, nothing was written/m);
    assert.deepEqual(readdirSync(join(folder, 'out')), ['security-group.json']);
  });

  it('never writes over what it reads', () => {
    writeFileSync(join(folder, 'diego-docker.yml'), settings);
    const { status, stderr } = shell('gen-manifest all -s diego-docker.yml --out .', folder);
    assert.equal(status, exitCodes.wrongInput);
    assert.match(stderr, /diego-docker\.yml is an input of this command, it would be written over/);
    assert.equal(readFileSync(join(folder, 'diego-docker.yml'), 'utf8'), settings);
  });
});
