/** `ops --base`: what a known base lacks, and the whole manifest; compared with what the real bosh CLI makes. */
import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import type { YamlValue } from '../../../src/gen-manifest/yaml-value.js';
import { bosh, boshInt, interpolated } from '../../support/bosh.js';
import { releasedManifests } from '../../support/cf-deployment/manifests.js';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const read = (text: string): YamlValue =>
  parse(text, { version: '1.1', merge: true, uniqueKeys: false, maxAliasCount: -1 }) as YamlValue;
const insecure = ['registry.host=10.0.1.20', 'cache.host=10.0.1.21', 'diego.trust=insecure', 'staging.timeout_s=1234'];
const sets = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ['--set', setting]);

/** Comments of a text, in order. */
const comments = (text: string): string[] => [...text.matchAll(/^ *#.*$/gm)].map(([line]) => line.trim());

describe('ops for released bases', () => {
  const files = temporaryFiles();

  async function ops(...argv: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await genManifest('ops', ...argv);
    assert.equal(exitCode, 0, stderr);
    return stdout;
  }

  for (const { version, text } of releasedManifests()) {
    for (const settings of [insecure, ['staging.memory_mb=2048']]) {
      const [major = 0, minor = 0] = version.split('.').map(Number);
      if (major === 0 && minor < 35 && settings !== insecure) continue;
      it(`v${version}: --full is what bosh makes, keeps comments, and lacks nothing (${settings[0] as string})`, async function () {
        if (bosh === undefined) this.skip();
        const base = files.write('base.yml', text);
        const told = /^manifest_version:/m.test(text) ? [] : ['--foundation', `cf-deployment@${version}`];
        const argv = ['--base', base, ...told, ...sets(...settings)];
        const byBosh = interpolated(base, '-o', files.write('ops.yml', await ops(...argv)));
        const full = await ops(...argv, '--full');
        assert.deepEqual(read(full), byBosh);
        const kept = new Set(comments(full));
        assert.deepEqual(
          comments(text).filter((comment) => !kept.has(comment)),
          [],
        );
        const again = ['--base', files.write('full.yml', full), ...told, ...sets(...settings)];
        assert.deepEqual(read(await ops(...again)), []);
        assert.deepEqual(read(await ops(...again, '--full')), byBosh);
      });
    }
  }
});

const small = `---
name: cf
manifest_version: v58.0.0
instance_groups:
# the cells
- name: diego-cell
  jobs:
  - name: cflinuxfs4-rootfs-setup
    properties:
      cflinuxfs4-rootfs:
        trusted_certs: [((one.ca))]
  # pulls images
  - name: garden
    properties: {garden: {insecure_docker_registry_list: [old:1]}}
- name: api
  jobs:
  - name: cloud_controller_ng # stages
    properties:
      cc:
        maximum_app_disk_in_mb: 2048
`;

describe('ops --base', () => {
  const files = temporaryFiles();
  const base = (text = small): string => files.write('cf.yml', text);
  const refused = async (...argv: readonly string[]): Promise<string> => {
    const outcome = await genManifest('ops', ...argv);
    assertRefused(outcome);
    return outcome.stderr.replaceAll(`${files.folder}/`, '');
  };
  const operations = async (...argv: readonly string[]): Promise<{ path: string; value: YamlValue }[]> => {
    const { exitCode, stdout, stderr } = await genManifest('ops', ...argv);
    assert.equal(exitCode, 0, stderr);
    return read(stdout) as { path: string; value: string }[];
  };

  it('names only what is missing, with ? only where something has to be made', async () => {
    const found = await operations('--base', base());
    assert.deepEqual(
      found.map(({ path }) => path),
      [
        '/instance_groups/name=diego-cell/jobs/name=cflinuxfs4-rootfs-setup/properties/cflinuxfs4-rootfs/trusted_certs/-',
        '/instance_groups/name=api/jobs/name=cloud_controller_ng/properties/dea_next?/staging_disk_limit_mb?',
      ],
    );
  });

  it("adds to garden's own list where that has entries, since it replaces grootfs's", async () => {
    const found = await operations('--base', base(), ...sets(...insecure.slice(0, 3)));
    const lists = found.filter(({ value }) => value === '10.0.1.20:5000').map(({ path }) => path);
    assert.deepEqual(lists, [
      '/instance_groups/name=api/jobs/name=cloud_controller_ng/properties/cc/diego?/insecure_docker_registry_list?/-',
      '/instance_groups/name=diego-cell/jobs/name=garden/properties/garden/insecure_docker_registry_list/-',
    ]);
  });

  it('makes the ops files of the base first', async () => {
    const removed = files.write('ops.yml', stringify([{ type: 'remove', path: '/instance_groups/name=api' }]));
    const text = await refused('--base', base(), '-o', removed);
    assert.match(
      text,
      /^error: the base has no instance group api\n {2}known: diego-cell; is this the base that is deployed/m,
    );
    const broken = files.write(
      'ops.yml',
      stringify([{ type: 'replace', path: '/instance_groups/name=apis/azs?', value: [] }]),
    );
    assert.match(
      await refused('--base', base(), '-o', broken),
      /^ops\.yml:1:3: error: \/instance_groups\/name=apis\/azs\?: name=apis is there not at all\n {2}bosh would refuse it too/m,
    );
  });

  it('refuses an isolation segment that the base does not have', async () => {
    assert.match(
      await refused('--base', base(), ...sets('diego.isolation_segments=[diego-cel]')),
      /error: the base has no instance group diego-cel\n {2}did you mean diego-cell\?/,
    );
  });

  it('takes the version from the base, and refuses another one', async () => {
    assert.match(
      await refused('--base', base(), '--foundation', 'cf-deployment@57.0.0'),
      /error: cf-deployment@57\.0\.0 is named, and the base is cf-deployment@58\.0\.0\n {2}leave the foundation out/,
    );
    const untold = small.replace('manifest_version: v58.0.0\n', '');
    assert.match(await refused('--base', base(untold)), /cf\.yml.*error: the base has no manifest_version/);
    const newer = small.replace('v58', 'v59');
    assert.match(
      await refused('--base', base(newer)),
      /cf\.yml:3:1: error: the base tells its version: cf-deployment@59\.0\.0 is newer than/,
    );
    const { exitCode, stderr } = await genManifest(
      'ops',
      '--base',
      base(newer),
      '--foundation',
      'cf-deployment@58.0.0',
    );
    assert.equal(exitCode, 0);
    assert.match(stderr, /warning: .*taken for cf-deployment@58\.0\.0/);
  });

  it('warns of apps that may ask for more disk than the limit for staging', async () => {
    const larger = base(small.replace('maximum_app_disk_in_mb: 2048', 'maximum_app_disk_in_mb: 20480'));
    const { stderr } = await genManifest('ops', '--base', larger);
    assert.match(stderr, /warning: staging\.disk_mb is 10240, and cc\.maximum_app_disk_in_mb is 20480/);
    assert.equal((await genManifest('ops', '--base', base())).stderr, '');
  });

  it('refuses trust by a CA where staging containers take none', async () => {
    const text = await refused('--foundation', 'cf-deployment@0.34.0');
    assert.match(text, /error: staging containers of cf-deployment@0\.34\.0 take no certificates/);
  });

  it('needs a base for -o and --full', async () => {
    const argv = ['--foundation', 'cf-deployment@58.0.0'];
    assert.match(await refused(...argv, '--full'), /error: --full needs a base/);
    assert.match(await refused(...argv, '-o', 'x.yml'), /error: --ops-file needs a base/);
    assert.match(await refused('--base', files.write('list.yml', '- 1\n')), /error: the base is not a map/);
  });
});

describe('operations of ops files', () => {
  const files = temporaryFiles();
  const patched = [
    ['replace', '/name', 'x'],
    ['replace', '/new?', { a: 1 }],
    ['replace', '/deep?/deeper/deepest', 1],
    ['replace', '/list?/-', 1],
    ['replace', '/instance_groups/0/name', 'x'],
    ['replace', '/instance_groups/-1/name', 'x'],
    ['replace', '/instance_groups/name=api:before', { name: 'new' }],
    ['replace', '/instance_groups/name=diego-cell:after', { name: 'new' }],
    ['replace', '/instance_groups/name=diego-cell:next/name', 'x'],
    ['replace', '/instance_groups/name=api:prev', { name: 'new' }],
    ['replace', '/instance_groups/name=new?/jobs?/name=job?/properties/a', 1],
    ['replace', '/instance_groups/name=api/jobs/name=cloud_controller_ng/properties/cc/a~1b~7c?', 1],
    ['remove', '/instance_groups/name=diego-cell/jobs/0'],
    ['remove', '/instance_groups/name=diego-cell/jobs/name=garden'],
    ['remove', '/instance_groups/name=none?'],
    ['remove', '/none?'],
    ['replace', '', { manifest_version: 'v58.0.0' }],
  ] as const;
  for (const [type, path, value] of patched) {
    it(`${type} ${path || 'the whole document'} as bosh does`, async function () {
      if (bosh === undefined) this.skip();
      const { patchedBase } = await import('../../../src/gen-manifest/plan/ops/patched-base.js');
      const { readBase } = await import('../../../src/gen-manifest/settings/base-manifest.js');
      const base = files.write('cf.yml', small);
      const ops = files.write('ops.yml', stringify([{ type, path, ...(value !== undefined && { value }) }]));
      const findings: never[] = [];
      const loaded = await readBase(base, [ops], findings);
      assert.ok(loaded);
      assert.deepEqual(patchedBase(loaded, findings), interpolated(base, '-o', ops));
      assert.deepEqual(findings, []);
    });
  }

  const wrong = [
    ['replace', '/none', 1],
    ['replace', 'name', 1],
    ['replace', '/instance_groups/5/name', 1],
    ['replace', '/instance_groups/name=none/name', 1],
    ['replace', '/name/x', 1],
    ['replace', '/name/0', 1],
    ['replace', '/list?/0', 1],
    ['replace', '/instance_groups/name=api:later', 1],
    ['remove', '/none'],
    ['remove', ''],
    ['rename', '/name'],
  ] as const;
  for (const [type, path, value] of wrong) {
    it(`${type} ${path || 'the whole document'} is refused, as by bosh`, async function () {
      const base = files.write('cf.yml', small);
      const ops = files.write('ops.yml', stringify([{ type, path, ...(value !== undefined && { value }) }]));
      const outcome = await genManifest('ops', '--base', base, '-o', ops);
      assertRefused(outcome);
      assert.match(outcome.stderr, /ops\.yml:1:3: error: /);
      if (bosh === undefined) this.skip();
      assert.notEqual(boshInt(base, '-o', ops).problem, undefined);
    });
  }
});
