/** `gen-manifest review`: what it is compared with, what it shows where something is wrong, and that it shows no secret. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { longestComment } from '../../../src/gen-manifest/render/markdown-text.js';
import { assertNoStack, assertRefused, genManifest } from '../../support/gen-manifest.js';
import { hostileValue } from '../../support/hostile-values.js';
import { runCount } from '../../support/run-count.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const cf = (cellProperties: object = {}, version = 'v58.0.0'): string =>
  stringify({
    name: 'cf',
    manifest_version: version,
    instance_groups: [
      { name: 'api', instances: 1, jobs: [{ name: 'cloud_controller_ng', release: 'capi', properties: { cc: {} } }] },
      {
        name: 'diego-cell',
        instances: 3,
        vm_extensions: ['100GB_ephemeral_disk'],
        jobs: [
          {
            name: 'cflinuxfs4-rootfs-setup',
            release: 'cflinuxfs4',
            properties: { 'cflinuxfs4-rootfs': { trusted_certs: [] } },
          },
          { name: 'garden', release: 'garden-runc', properties: { garden: cellProperties } },
          { name: 'rep', release: 'diego', properties: {} },
        ],
      },
    ],
  });
const today = ['--foundation', 'cf-deployment@58.0.0', '--set', 'registry.host=registry.example.com'];
const markdown = (...argv: readonly string[]) => genManifest('review', '--format', 'markdown', ...argv);

describe('gen-manifest review', () => {
  const files = temporaryFiles();

  it('takes a base, and compares it with itself before the wiring', async () => {
    const { exitCode, stdout } = await markdown(
      '--base',
      files.write('cf.yml', cf()),
      '--set',
      'registry.host=r.example.com',
    );
    assert.equal(exitCode, 0);
    assert.match(stdout, /### `cf` against .*cf\.yml, before the wiring/);
    assert.match(stdout, /\| `diego-cell` \| \*\*restarts\*\* its jobs \| 3 \|/);
    assert.match(stdout, /10240 MiB \| 102400 MiB/);
  });

  it('takes what is deployed for the base where none is given', async () => {
    const { exitCode, stdout } = await markdown('--against', files.write('deployed.yml', cf()));
    assert.equal(exitCode, 0);
    assert.match(stdout, /for cf-deployment@58\.0\.0/);
    assert.match(stdout, /against .*deployed\.yml, before the wiring/);
  });

  it('shows the cloud config of an environment, and of a director what it lacks', async () => {
    const none = await markdown(...today);
    assert.doesNotMatch(none.stdout, /<summary>cloud-config\.yml/);
    assert.match(
      none.stderr,
      /^note: cloud-config\.yml is left out: no environment is named\n {2}add --env openstack/m,
    );
    const whole = await markdown(...today, '--env', 'gcp');
    assert.match(
      whole.stdout,
      /<summary>cloud-config\.yml[^]*A whole cloud config[^]*bosh update-cloud-config cloud-config\.yml[^]*disk_types:/,
    );
    const config = files.write('director.yml', 'azs: [{name: z1}]\nvm_types: [{name: small}]\n');
    const lacking = await markdown(...today, '--env', 'gcp', '--cloud-config', config);
    assert.equal(lacking.exitCode, 0);
    const [, text = ''] = /<summary>cloud-config\.yml([^]*?)<\/details>/.exec(lacking.stdout) ?? [];
    assert.match(text, /disk_types:/);
    assert.doesNotMatch(text, /vm_types:/);
    const unnamed = await markdown(...today, '--cloud-config', config);
    assert.equal(unnamed.exitCode, 0, 'its sizes are of use without an environment');
    assert.match(unnamed.stderr, /^note: cloud-config\.yml is left out: no environment is named/m);
    const other = files.write(
      'other.yml',
      'azs: [{name: z1}]\nnetworks: [{name: default, type: manual, subnets: []}]\n',
    );
    const refused = await markdown(...today, '--env', 'gcp', '--cloud-config', other);
    assert.equal(refused.exitCode, 2);
    assert.match(refused.stderr, /error: the base has no subnet in the zone z1/);
  });

  it("shows the stubs of a Diego of 2016, the operator's own without its secrets", async () => {
    const old = ['--foundation', 'diego-release@0.1463.0', '--env', 'openstack', '--set', 'registry.host=10.0.4.20'];
    const { stdout } = await markdown(...old);
    for (const name of ['property-overrides', 'cf-properties', 'iaas-settings'])
      assert.match(stdout, new RegExp(`<summary>stubs/${name}\\.yml`));
    assert.match(stdout, /scripts\/generate-deployment-manifest \.\.\. -p property-overrides\.yml/);
    const off = { require_ssl: false, ca_cert: null, client_cert: null, client_key: null };
    const bbs = { ...off, server_cert: null, server_key: null, active_key_label: 'a' };
    const keys = { encryption_keys: [{ label: 'a', passphrase: 'MARK-1' }] };
    const own = files.write('own.yml', stringify({ property_overrides: { etcd: off, bbs: { ...bbs, ...keys } } }));
    const { stdout: shown } = await markdown(...old, '-p', own);
    const [, text = ''] = /<summary>stubs\/property-overrides\.yml([^]*?)<\/details>/.exec(shown) ?? [];
    assert.match(text, /insecure_docker_registry_list:\n +- "10\.0\.4\.20:5000"/);
    assert.match(text, /passphrase: "<redacted>"/);
    assert.doesNotMatch(shown, /MARK-1/);
  });

  it('refuses ops files where there is no base for them', async () => {
    const { exitCode, stdout, stderr } = await markdown(...today, '-o', 'more.yml');
    assert.equal(exitCode, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: --ops-file needs a base\n {2}add --base cf-deployment\.yml/);
  });

  it('tells both deployments apart by what they hold, in any order', async () => {
    const deployed = files.write('deployed.yml', cf({ deny_networks: [] }));
    const registry = files.write(
      'r.yml',
      'name: diego-docker\nreleases: [{name: diego-docker, version: 1}]\ninstance_groups: []\n',
    );
    const base = files.write('cf.yml', cf());
    for (const against of [
      [deployed, registry],
      [registry, deployed],
    ]) {
      const { stdout, exitCode } = await markdown('--base', base, ...against.flatMap((file) => ['--against', file]));
      assert.equal(exitCode, 0);
      assert.match(stdout, /### `cf` against .*deployed\.yml, as it is deployed/);
      assert.match(stdout, /### `diego-docker` against .*r\.yml, as it is deployed/);
    }
  });

  it('says of a manifest that is neither, or is given twice, what to give', async () => {
    const deployed = files.write('deployed.yml', cf());
    const twice = await markdown(...today, '--against', deployed, '--against', deployed);
    assert.equal(twice.exitCode, 2);
    assert.match(twice.stderr, /this is the manifest of the deployment with Diego's cells, and so is /);
    const neither = await markdown(...today, '--against', files.write('x.yml', 'name: x\n'));
    assert.equal(neither.exitCode, 2);
    assert.match(
      neither.stderr,
      /x\.yml: error: this is neither the manifest .*\n {2}bosh manifest -d cf > deployed\.yml/,
    );
  });

  it('is written with the errors in it, and ends with 2; what they are about is shown where it can be', async () => {
    const { exitCode, stdout, stderr } = await markdown(...today, '--set', 'registry.host=registry');
    assert.equal(exitCode, 2);
    assert.match(stderr, /error: registry\.host \(registry\) is a bare name/);
    assert.match(stdout, /- \*\*error\*\* .*registry\.host \(registry\) is a bare name/);
    assert.match(stdout, /\*\*does not work or is not safe:\*\* registry is a bare name/);
    const broken = await markdown(...today, '-s', files.write('broken.yml', 'registry: {port: five}\n'));
    assert.equal(broken.exitCode, 2);
    assert.match(broken.stdout, /- \*\*error\*\* `.*broken\.yml:1:12`: registry\.port/);
    assert.doesNotMatch(broken.stdout, /## What changes/);
  });

  it('concludes nothing of what changes where errors stop it', async () => {
    const { stdout, exitCode } = await markdown('--base', join(files.folder, 'nope.yml'));
    assert.equal(exitCode, 2);
    assert.match(
      stdout,
      /^# .* for an unknown foundation\n\n.*: 1 error; what changes was not worked out because of 1 error\.\n/,
    );
    assert.match(stdout, /nope\.yml`: there is no such file\n$/);
    assert.doesNotMatch(stdout, /untouched|none is touched|Nothing changes|no environment/);
  });

  it('is titled with the foundation that was asked for, and checks stubs by no other', async () => {
    const own = files.write('own.yml', 'property_overrides: {garden: {}}\n');
    const never = ['--foundation', 'diego-release@0.1100.0', '--env', 'openstack', '-p', own];
    const { stdout, exitCode } = await markdown(...never, '--set', 'registry.host=10.0.4.20');
    assert.equal(exitCode, 2);
    assert.match(stdout, /^# Registry and cache for diego-release@0\.1100\.0\n/);
    assert.match(stdout, /: 1 error; what changes/);
    assert.match(stdout, /was never released/);
  });

  it('says which foundation is assumed, and which variables somebody must give', async () => {
    const argv = [
      '--env',
      'openstack',
      '--set',
      'registry.host=10.0.4.20',
      '--set',
      'security_group.destinations=[10.0.4.0/24]',
    ];
    const { stdout, stderr } = await markdown(...argv);
    const assumed = 'no foundation is named: diego-release@0.1463.0 beside cf-release v234 is assumed';
    assert.ok(stderr.includes(`note: ${assumed}\n`));
    assert.ok(stdout.includes('no foundation is named'));
    const all = await genManifest('all', ...argv, '--out', join(files.folder, 'all'));
    const variables = (text: string): string[] =>
      text
        .split('\n')
        .filter((line) => / variables? (stand|to set)/.test(line))
        .map((line) =>
          line
            .replace(/: .*: /, ': ')
            .split(/[ ,]+/)
            .sort()
            .join(' '),
        );
    assert.equal(variables(stderr).length, 3);
    assert.deepEqual(variables(stderr), variables(all.stderr));
  });

  it("says that Diego's manifest of another version is not compared, and what is given for it not used", async () => {
    const deployed = files.write(
      'diego.yml',
      'name: d\njobs: [{name: cell_z1, templates: [{name: rep, release: diego}]}]\n',
    );
    const other = ['--foundation', 'diego-release@1.20.0', '--env', 'openstack', '--set', 'registry.host=10.0.4.20'];
    const { stdout, stderr, exitCode } = await markdown(...other, '--against', deployed);
    assert.equal(exitCode, 0);
    assert.match(
      stderr,
      /note: Diego's manifest of diego-release@1\.20\.0 comes from its own generator: what changes in it is not compared here\n {2}gen-manifest diego --diego-release DIR .* gen-manifest diff OLD NEW/,
    );
    assert.match(stderr, /diego\.yml: warning: --against .*diego\.yml was not used: /);
    assert.match(stdout, /\*\*note\*\* Diego's manifest of diego-release@1\.20\.0/);
    assert.doesNotMatch((await markdown(...other)).stderr, /was not used/);
    assert.match(
      (await markdown(...today, '--against', deployed)).stderr,
      /was not used: it has no instance\\?_groups/,
    );
  });

  it('refuses a wrong command line, and writes nothing', async () => {
    assertRefused(await genManifest('review', '--format', 'text'));
    assertRefused(await genManifest('review', '--against'));
  });

  it('writes one page into a file, and says so', async () => {
    const out = join(files.folder, 'made', 'review.html');
    const { exitCode, stdout, stderr } = await genManifest('review', ...today, '--out', out);
    assert.equal(exitCode, 0);
    assert.equal(stdout, '');
    assert.match(stderr, /note: wrote .*review\.html\n$/);
    assert.match(readFileSync(out, 'utf8'), /^<!doctype html>/i);
  });

  it("compares Diego's own manifest with itself before the wiring, and with what is deployed", async () => {
    const argv = ['--env', 'openstack', '--set', 'registry.host=10.0.4.20'];
    const { stdout, exitCode } = await markdown(...argv);
    assert.equal(exitCode, 0);
    assert.match(stdout, /\| `cell_z1` \| \*\*restarts\*\* its jobs \| 1 \| properties\.garden\.insecure/);
    assert.doesNotMatch(stdout, /\| `brain_z1` \|/);
    const deployed = files.write('diego.yml', (await genManifest(...argv)).stdout);
    const same = await markdown(...argv, '--against', deployed);
    assert.match(same.stdout, /against .*diego\.yml, as it is deployed\n\nNothing changes\./);
  });

  it('shows no secret, wherever it stands', async () => {
    const secret = 'never-to-be-seen';
    const settings = stringify({
      registry: {
        host: 'registry.example.com',
        properties: {
          users: { bob: { passwords: [`${secret}-1`], roles: ['reader'] } },
          http: { secret: `${secret}-of-http` },
          storage: {
            type: 's3',
            s3: { bucket: 'b', region: 'r', access_key_id: `${secret}-2`, secret_access_key: `${secret}-3` },
          },
          tracing: { endpoint: `https://me:${secret}-4@traces.example.com`, headers: { 'x-key': `${secret}-5` } },
        },
      },
      cache: {
        properties: {
          upstreams: [
            { name: 'hub', url: 'https://hub.example.com', credentials: { username: 'me', password: `${secret}-6` } },
          ],
        },
      },
    });
    const base = files.write('cf.yml', cf({ db_password: `${secret}-7`, url: `https://a:${secret}-8@b.example.com` }));
    const deployed = files.write('deployed.yml', cf({ db_password: `${secret}-9`, token: `${secret}-10` }));
    const argv = [
      '--base',
      base,
      '-s',
      files.write('s.yml', settings),
      '--against',
      deployed,
      '--set',
      `registry.properties.redis.password=${secret}-11`,
    ];
    for (const format of ['html', 'markdown']) {
      const { stdout, stderr } = await genManifest('review', '--format', format, ...argv);
      assert.ok(stdout.includes('registry.example.com'));
      assert.ok(
        !stdout.includes(secret),
        stdout.slice(Math.max(0, stdout.indexOf(secret) - 200), stdout.indexOf(secret) + 40),
      );
      assert.ok(!stderr.includes(secret));
    }
  });

  it('keeps within what a comment on GitHub takes, and says what is left out', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`key_${index}`, 'x'.repeat(40)]));
    const deployed = files.write('deployed.yml', cf(many));
    const { stdout, exitCode } = await markdown('--base', files.write('cf.yml', cf()), '--against', deployed);
    assert.equal(exitCode, 0);
    assert.ok(stdout.length <= longestComment, String(stdout.length));
    assert.match(stdout, /\d+ parts? of this (is|are) left out: a comment takes no more\./);
    assert.match(stdout, /## Who connects to whom/);
  });

  it('never ends in a bug, whatever settings and manifests hold', async () => {
    await fc.assert(
      fc.asyncProperty(hostileValue, hostileValue, async (one, other) => {
        const settings = files.write(
          's.yml',
          stringify({ registry: { host: one, properties: { log: other } }, cache: one }),
        );
        const base = files.write(
          'cf.yml',
          stringify({ name: one, manifest_version: 'v58.0.0', instance_groups: other }),
        );
        const { exitCode, stderr } = await markdown('--base', base, '-s', settings);
        assert.ok(exitCode === 0 || exitCode === 2, stderr);
        assertNoStack(stderr);
      }),
      { numRuns: runCount(20) },
    );
  });
});
