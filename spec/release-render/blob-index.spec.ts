import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { blobOf, readBlobIndex, writeBlobIndex } from '../../src/gen-manifest/release/blob-index.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('the index of blobs', () => {
  const files = temporaryFiles();

  it('is empty where there is no file, or nothing in it', async () => {
    assert.deepEqual(await readBlobIndex(files.path('none')), new Map());
    files.write('empty/config/blobs.yml', '--- \n');
    assert.deepEqual(await readBlobIndex(files.path('empty')), new Map());
  });

  it('is written in the order of paths, and read as it was written', async () => {
    const [a, b] = [
      { size: 1, sha: 'sha256:aa' },
      { size: 2, sha: 'sha256:bb' },
    ];
    for (const index of [
      new Map([
        ['b/x', b],
        ['a/x', a],
      ]),
      new Map([
        ['a/x', a],
        ['b/x', b],
      ]),
    ]) {
      await writeBlobIndex(files.path('two'), index);
      assert.deepEqual(
        [...(await readBlobIndex(files.path('two')))],
        [
          ['a/x', a],
          ['b/x', b],
        ],
      );
      assert.match(readFileSync(files.path('two/config/blobs.yml'), 'utf8'), /a\/x:[\s\S]*b\/x:/);
    }
  });

  it('has the size and the digest of a file', async () => {
    assert.equal(await blobOf(files.path('no-blob')), undefined);
    assert.deepEqual(await blobOf(files.write('blob', 'abc')), {
      size: 3,
      sha: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
  });
});
