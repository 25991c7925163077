/** What the real bosh CLI packs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'fs-extra';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findBosh } from '../../src/gen-manifest/release/find-bosh.js';
import { jobs } from '../../src/gen-manifest/release/jobs.js';
import { packages } from '../../src/gen-manifest/release/packages.js';
import type { Workshop } from '../../src/gen-manifest/release/run-tool.js';
import { releaseRoot } from '../support/release-jobs.js';

interface Entry {
  readonly name: string;
  readonly fingerprint: string;
}
interface Manifest {
  readonly name: string;
  readonly jobs: readonly Entry[];
  readonly packages: readonly Entry[];
}

const packed = ['config', 'jobs', 'packages', 'blobs', 'src/registry', 'LICENSE'];

const workshop: Workshop = {
  root: releaseRoot,
  environment: process.env,
  io: { stdout: () => undefined, stderr: () => undefined },
  watched: false,
};

describe('bosh create-release', function () {
  this.timeout(300_000);
  let folder = '';
  before(async function () {
    const found = await findBosh(workshop).then(
      () => true,
      () => false,
    );
    if (!found || !packages.every(({ blob }) => fs.existsSync(join(releaseRoot, 'blobs', blob)))) this.skip();
    folder = fs.mkdtempSync(join(tmpdir(), 'create-release-'));
  });
  after(() => folder && fs.removeSync(folder));

  /** Packs a fresh copy of the repository, and gives the folder that the tarball is unpacked in. */
  async function create(name: string): Promise<string> {
    const bosh = await findBosh(workshop);
    const root = join(folder, name);
    for (const path of packed) await fs.copy(join(releaseRoot, path), join(root, path));
    const run = (program: string, ...args: string[]): void => {
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, `${stdout}${stderr}`);
    };
    run('git', 'init', '--quiet');
    run(bosh, '--non-interactive', 'create-release', '--force', '--tarball=release.tgz');
    await fs.ensureDir(join(root, 'unpacked'));
    run('tar', '-xzf', 'release.tgz', '-C', 'unpacked');
    return join(root, 'unpacked');
  }

  const manifestIn = (unpacked: string): Manifest =>
    parse(fs.readFileSync(join(unpacked, 'release.MF'), 'utf8')) as Manifest;
  const fingerprints = (entries: readonly Entry[]): [string, string][] =>
    entries.map(({ name, fingerprint }) => [name, fingerprint]);
  const listed = (archive: string): string[] =>
    spawnSync('tar', ['-tzf', archive], { encoding: 'utf8' })
      .stdout.split('\n')
      .map((path) => path.replace(/^\.\//, ''));

  it('packs every job and package, and gives the same fingerprints again', async () => {
    const [first, second] = [await create('one'), await create('two')];
    const [one, two] = [manifestIn(first), manifestIn(second)];
    assert.equal(one.name, 'diego-docker');
    assert.deepEqual(
      one.jobs.map(({ name }) => name),
      jobs.map(({ name }) => name).sort(),
    );
    assert.deepEqual(
      one.packages.map(({ name }) => name),
      packages.map(({ name }) => name).sort(),
    );
    assert.deepEqual(fingerprints(one.jobs), fingerprints(two.jobs));
    assert.deepEqual(fingerprints(one.packages), fingerprints(two.packages));
    for (const { name } of jobs) {
      assert.ok(listed(join(first, 'jobs', `${name}.tgz`)).includes('properties_schema.json'), name);
    }
    for (const { name, blob } of packages) {
      const files = listed(join(first, 'packages', `${name}.tgz`)).filter((path) => path !== '' && !path.endsWith('/'));
      assert.deepEqual(files.sort(), [blob, 'packaging']);
    }
  });
});
