/** The steps of npm run render and npm run release; scripts stand in the place of Go and bosh. */
import assert from 'node:assert/strict';
import fs from 'fs-extra';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '../../src/gen-manifest/errors.js';
import { release } from '../../src/gen-manifest/release/create-release.js';
import { render, staleFiles } from '../../src/gen-manifest/release/render.js';
import { releaseRoot } from '../support/release-jobs.js';

const fakeGo = `#!/bin/sh
if [ "$1" = version ]; then echo go version go1.26.8 linux/amd64; fi
while [ $# -gt 0 ]; do if [ "$1" = -o ]; then echo built > "$2"; fi; shift; done
`;
const fakeBosh = `#!/bin/sh
if [ "$1" = --version ]; then echo 'version 7.10.6'; exit 0; fi
echo "$*" > called; echo packed > dist-release/diego-docker.tgz
`;

describe('a release', () => {
  let root = '';
  let shown = '';
  const io = { stdout: () => undefined, stderr: (text: string) => void (shown += text) };
  beforeEach(async () => {
    shown = '';
    root = await fs.mkdtemp(join(tmpdir(), 'release-'));
    for (const path of [
      'jobs',
      'packages',
      'templates',
      'package.json',
      'src/registry/go.mod',
      'src/regctl',
      'src/mirror-images',
    ]) {
      await fs.copy(join(releaseRoot, path), join(root, path));
    }
    await fs.outputFile(join(root, 'bin/go'), fakeGo, { mode: 0o755 });
    await fs.outputFile(join(root, 'bin/bosh'), fakeBosh, { mode: 0o755 });
  });
  afterEach(() => fs.remove(root));

  it('is rendered: what is stale is written, what is left over is removed, what is written by hand stays', async () => {
    const monit = 'jobs/docker-registry/monit';
    await fs.outputFile(join(root, monit), 'changed by hand');
    await fs.outputFile(join(root, 'jobs/docker-registry/templates/old.erb'), '');
    assert.equal(await render(root, true, io), exitCodes.wrongInput);
    assert.equal(
      shown,
      `${monit} is stale; run npm run render.\njobs/docker-registry/templates/old.erb is stale; run npm run render.\n`,
    );
    shown = '';
    assert.equal(await render(root, false, io), exitCodes.done);
    assert.equal(shown, `rendered ${monit}\nremoved jobs/docker-registry/templates/old.erb\n`);
    assert.deepEqual(await staleFiles(root), { write: [], remove: [] });
    assert.equal(await render(root, true, io), exitCodes.done);
  });

  it('is rendered, built and packed; who watches sees each step and its time', async () => {
    const environment = { PATH: `${join(root, 'bin')}:/usr/bin:/bin` };
    const workshop = { root, environment, io, watched: true };
    assert.equal(await release(workshop, true), exitCodes.done);
    assert.equal(
      shown.replace(/\d+\.\d s/g, 'N s'),
      'building blobs/binaries/registry ... N s\n' +
        'building blobs/binaries/registry-schema1 ... N s\n' +
        'building blobs/binaries/regctl ... N s\n' +
        'building blobs/binaries/mirror-images ... N s\n' +
        'packing dist-release/diego-docker.tgz ... N s\n',
    );
    assert.equal(
      await fs.readFile(join(root, 'called'), 'utf8'),
      '--non-interactive create-release --force --tarball=dist-release/diego-docker.tgz\n',
    );
    shown = '';
    assert.equal(await release({ ...workshop, watched: false }, false), exitCodes.done);
    assert.equal(shown, '');
  });
});
