import assert from 'node:assert/strict';
import { staleFiles } from '../../src/gen-manifest/release/render.js';
import { releaseRoot } from '../support/release-jobs.js';

describe('rendered files of the release', () => {
  it('are what npm run render writes', async () => {
    const { write, remove } = await staleFiles(releaseRoot);
    assert.deepEqual({ write: write.map(({ path }) => path), remove }, { write: [], remove: [] }, 'run npm run render');
  });
});
