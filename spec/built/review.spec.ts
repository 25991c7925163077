/** The built program renders jobs in a thread, from an image of Ruby: what it shows is what the sources show. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { genManifest } from '../support/gen-manifest.js';
import { bin } from './bin.js';

describe('the built review', () => {
  it('has the files that the sources have', async () => {
    const argv = ['review', '--foundation', 'cf-deployment@58.0.0', '--set', 'registry.host=registry.example.com'];
    const { status, stdout } = spawnSync(process.execPath, [bin, ...argv, '--format', 'markdown'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.match(stdout, /docker-registry: \/var\/vcap\/jobs\/docker-registry\/config\/registry\.yml/);
    assert.equal(stdout, (await genManifest(...argv, '--format', 'markdown')).stdout);
  });
});
