/** `gen-manifest init`: valid as it is, and with any of its lines uncommented. */
import assert from 'node:assert/strict';
import { load } from 'js-yaml';
import { environments, isDiegoEnvironment } from '../../../src/gen-manifest/environments/table.js';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { bundledGenManifest } from '../../support/bundled.js';
import { assertRefused, genManifest, printed } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

/** A line that sets something when it is uncommented. */
const offered = /^( *)#(?=[^ #\n])/;

async function init(environment: string): Promise<string> {
  const { exitCode, stdout, stderr } = await genManifest('init', '--env', environment);
  assert.equal(exitCode, 0, stderr);
  assert.equal(stderr, '');
  return stdout;
}

function uncommented(text: string, which: (line: number) => boolean): string {
  return text
    .split('\n')
    .map((line, index) => (which(index) ? line.replace(offered, '$1') : line))
    .join('\n');
}

/** A settings file decides what the environment alone does: Diego's manifest, else the documents of today's foundation. */
async function assertSame(file: string, environment: string): Promise<void> {
  const today = ['--foundation', 'cf-deployment@58.0.0'];
  const diego = isDiegoEnvironment(environment);
  for (const command of diego ? [[]] : [['cloud-config'], ['registry'], ['ops']]) {
    const alone = ['--env', environment, ...(diego ? [] : today)];
    assert.deepEqual(await printed(...command, '-s', file), await printed(...command, ...alone));
  }
}

describe('gen-manifest init', () => {
  const files = temporaryFiles();

  for (const environment of Object.keys(environments)) {
    describe(environment, () => {
      it('is valid as it is, and changes nothing of the manifest', async () => {
        const file = files.write('docker.yml', await init(environment));
        const { exitCode, stdout, stderr } = await genManifest('validate', '-s', file);
        assert.equal(exitCode, 0, stderr);
        assert.equal(stderr, '');
        assert.match(stdout, /no warnings\n$/);
        await assertSame(file, environment);
      });

      it('is valid with each line uncommented alone', async () => {
        const text = await init(environment);
        for (const [index, line] of text.split('\n').entries()) {
          if (!offered.test(line)) continue;
          const file = files.write(
            'docker.yml',
            uncommented(text, (at) => at === index),
          );
          const { exitCode, stderr } = await bundledGenManifest('validate', '-s', file);
          assert.equal(exitCode, 0, `${line}\n${stderr}`);
        }
      });

      it('is valid with more and more lines uncommented', async () => {
        const text = await init(environment);
        for (const [index, line] of text.split('\n').entries()) {
          if (!offered.test(line)) continue;
          const file = files.write(
            'docker.yml',
            uncommented(text, (at) => at <= index),
          );
          const { exitCode, stderr } = await bundledGenManifest('validate', '-s', file);
          assert.equal(exitCode, 0, `up to ${line}\n${stderr}`);
        }
      });

      it('prints defaults that change nothing when they are uncommented', async () => {
        const text = await init(environment);
        const all = text.split('\n');
        const defaults = (at: number): boolean => /Default:$/.test(all[at - 1] ?? '') && offered.test(all[at] ?? '');
        const file = files.write('docker.yml', uncommented(text, defaults));
        await assertSame(file, environment);
      });
    });
  }

  it('starts with a modeline, and says how to use it', async () => {
    const [first, second, ...others] = (await init('openstack')).split('\n');
    assert.equal(first, '# yaml-language-server: $schema=gen-manifest.schema.json');
    assert.equal(second, '# Settings of gen-manifest for OpenStack, to be reviewed and completed.');
    assert.ok(others.includes('#   gen-manifest schema > gen-manifest.schema.json'));
  });

  it('has the groups in order, and what only the operator knows first', async () => {
    const text = await init('openstack');
    assert.deepEqual(Object.keys(load(text) as YamlMap), [
      ...['env', 'registry', 'cache', 'staging', 'diego', 'iaas'],
      ...['instance_count_overrides', 'release_versions', 'property_overrides'],
    ]);
    const settings = text.split('\n').flatMap((line) => /^ {4,}#(\w+):/.exec(line)?.[1] ?? []);
    assert.deepEqual(settings.slice(0, 6), ['range', 'gateway', 'net_id', 'dns', 'reserved', 'static']);
    assert.ok(settings.indexOf('security_groups') < settings.indexOf('instance_type'));
  });

  it('offers what Diego cannot do without as variables, and no secret in clear', async () => {
    const text = await init('openstack');
    for (const key of [
      'ca_cert: ((bbs_ca_cert))',
      'server_key: ((bbs_server_key))',
      'client_key: ((etcd_client_key))',
    ]) {
      assert.ok(text.includes(`    #${key}\n`), key);
    }
    assert.match(text, /#encryption_keys: \[\{label: key1, passphrase: \(\(\w+\)\)\}\]\n/);
  });

  it('needs an environment', async () => {
    const outcome = await genManifest('init');
    assertRefused(outcome);
    assert.equal(
      outcome.stderr,
      'error: init needs an environment\n  add --env openstack | aws | vsphere | bosh-lite | gcp | azure\n',
    );
  });

  it('stays within 100 columns where it explains', async () => {
    const long = (await init('aws')).split('\n').filter((line) => /^ *# /.test(line) && line.length > 100);
    assert.deepEqual(long, []);
  });
});
