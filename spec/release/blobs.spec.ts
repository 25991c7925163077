/**
 * A second build, from copies of the sources in another folder and in another environment, gives the bytes that
 * config/blobs.yml records. SPEC_COLD_BUILD=1 compiles everything again, which takes minutes.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'fs-extra';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobOf, readBlobIndex } from '../../src/gen-manifest/release/blob-index.js';
import { buildBinary } from '../../src/gen-manifest/release/go-build.js';
import { packages } from '../../src/gen-manifest/release/packages.js';
import { releaseRoot } from '../support/release-jobs.js';

describe('binaries of the release', function () {
  this.timeout(900_000);
  let copy = '';
  before(function () {
    if (spawnSync('go', ['version']).status !== 0) this.skip();
    copy = fs.mkdtempSync(join(tmpdir(), 'another-folder-'));
  });
  after(() => copy && fs.removeSync(copy));

  for (const one of packages) {
    it(`${one.blob} is the same wherever it is built`, async () => {
      const index = await readBlobIndex(releaseRoot);
      await fs.copy(join(releaseRoot, one.module), join(copy, one.module));
      await fs.copy(join(releaseRoot, 'package.json'), join(copy, 'package.json'));
      const output = join(copy, one.name);
      const cache = process.env['SPEC_COLD_BUILD'] ? { GOCACHE: join(copy, 'cache') } : {};
      const environment = { ...process.env, ...cache, GOFLAGS: '-race', GOAMD64: 'v3', GOEXPERIMENT: 'nospinbitmutex' };
      const io = { stdout: () => undefined, stderr: () => undefined };
      await buildBinary({ root: copy, environment, io, watched: false }, one, output);
      assert.deepEqual(await blobOf(output), index.get(one.blob));
    });
  }
});
