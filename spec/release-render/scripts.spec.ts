/** Scripts of jobs and packages: what bash and shellcheck say of them, as they are rendered. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobs } from '../../src/gen-manifest/release/jobs.js';
import { packages } from '../../src/gen-manifest/release/packages.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { jobSource } from '../support/job-folder.js';
import { releaseRoot, renderFile, usual } from '../support/release-jobs.js';

const s3 = { type: 's3', s3: { bucket: 'a', region: 'b' } };
const variants: Record<string, readonly YamlMap[]> = {
  'docker-registry': [
    usual,
    { tls: { enabled: false }, auth: { type: 'none' }, metrics: { enabled: false }, storage: s3 },
    { tls: { enabled: false }, protocol: 'schema1', anonymous: { pull: true }, bpm: { enabled: false } },
  ],
  'docker-cache': [
    { ...usual, upstreams: [{ name: 'docker-hub', url: 'https://registry-1.docker.io' }] },
    {
      tls: { enabled: false },
      auth: { type: 'none' },
      upstreams: ['a', 'b'].map((name) => ({ name, url: 'http://registry.example.com' })),
    },
  ],
  'collect-garbage': [{}, { dry_run: false, delete_untagged: true }],
  'mirror-images': [{ registry: { host: 'registry.example.com' } }],
  'smoke-tests': [
    { registry: { host: 'registry.example.com' } },
    { registry: { host: 'registry.example.com' }, username: 'a', password: 'b', delete: false },
  ],
};

async function scripts(): Promise<[string, string][]> {
  const found: [string, string][] = packages.map(({ name }) => {
    const path = `packages/${name}/packaging`;
    return [path, readFileSync(join(releaseRoot, path), 'utf8')];
  });
  for (const { name } of jobs) {
    const targets = [...jobSource(releaseRoot, name).templates.keys()].filter((path) => path.startsWith('bin/'));
    for (const properties of variants[name] ?? []) {
      for (const target of targets.map((path) => path.replace(/\.erb$/, ''))) {
        const { text, problems } = await renderFile(name, target, properties);
        assert.deepEqual(problems, []);
        found.push([`${name}/${target}`, text]);
      }
    }
  }
  return found;
}

describe('scripts of the release', function () {
  this.timeout(120_000);
  let all: [string, string][] = [];
  before(async () => {
    all = await scripts();
  });

  it('are bash, stop at the first error or at an unset variable, and say what they were rendered from', () => {
    for (const [name, text] of all) {
      assert.match(text, /^#!\/usr\/bin\/env bash\n/, name);
      // drain goes on whatever happens: BOSH waits for its number.
      assert.match(text, name.endsWith('/drain') ? /^set -uo pipefail$/m : /^set -euo pipefail$/m, name);
      assert.match(text, /^# Rendered by npm run render from templates\//m, name);
      assert.equal(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr, '', name);
    }
  });

  it('have nothing that shellcheck finds fault with', function () {
    if (spawnSync('shellcheck', ['--version']).status !== 0) this.skip();
    for (const [name, text] of all) {
      const { stdout } = spawnSync('shellcheck', ['-'], { input: text, encoding: 'utf8' });
      assert.equal(stdout, '', name);
    }
  });
});
