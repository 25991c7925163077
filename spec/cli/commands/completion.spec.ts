/** `gen-manifest completion`: what real shells offer with the scripts. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { environments } from '../../../src/gen-manifest/environments/table.js';
import type { Option } from '../../../src/gen-manifest/cli/option.js';
import { options } from '../../../src/gen-manifest/cli/options.js';
import { commands } from '../../../src/gen-manifest/cli/command-table.js';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

/** The shell's answer, or undefined where there is no such shell. */
function answer(shell: string, script: string, folder: string): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(shell, ['-c', script], { cwd: folder, encoding: 'utf8' });
  if (error) return undefined;
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return stdout;
}

describe('gen-manifest completion bash', () => {
  const files = temporaryFiles();
  let script: string;

  before(async () => {
    const { exitCode, stdout } = await genManifest('completion', 'bash');
    assert.equal(exitCode, 0);
    script = files.write('completion.bash', stdout);
    files.write('inputs/cf.yml', '');
    files.write('inputs/my overrides.yml', '');
    files.write('inputs/stubs/x', '');
  });

  /** What is offered for the last word; bash makes a word of every `=`. */
  function offered(test: Mocha.Context, ...words: readonly string[]): string[] {
    const list = words.map((word) => `'${word}'`).join(' ');
    const lines = [
      'complete() { true; }; compopt() { true; }',
      `source '${script}'`,
      `COMP_WORDS=(gen-manifest ${list}); COMP_CWORD=${words.length}; COMPREPLY=()`,
      '_gen_manifest || true',
      'for word in "${COMPREPLY[@]}"; do echo "$word"; done',
    ];
    const given = answer('bash', lines.join('\n'), files.path('inputs'));
    if (given === undefined) test.skip();
    return given.split('\n').slice(0, -1);
  }

  it('offers the commands', function () {
    assert.deepEqual(offered(this, ''), Object.keys(commands));
    assert.deepEqual(offered(this, 'val'), ['validate']);
  });

  it('offers the options of the command, also behind other options', function () {
    const taken = Object.entries<Option>(options).flatMap(([name, { letter, commands }]) =>
      commands === undefined || commands.includes('init') ? [...(letter ? [`-${letter}`] : []), `--${name}`] : [],
    );
    assert.deepEqual(offered(this, 'init', '-'), taken);
    assert.deepEqual(offered(this, '-s', 'docker.yml', 'schema', '--v'), ['--version']);
    assert.deepEqual(offered(this, '--rootfs-release', 'stubs', '--on'), ['--only']);
  });

  it("offers an option's choices, with and without =", function () {
    const names = Object.keys(environments);
    assert.deepEqual(offered(this, '--env', ''), names);
    assert.deepEqual(offered(this, '--env', '='), names);
    assert.deepEqual(offered(this, '--env', '=', 'o'), ['openstack']);
    assert.deepEqual(offered(this, 'stubs', '--only', 'p'), ['property-overrides', 'persistent-disks']);
    assert.deepEqual(offered(this, '--foundation', ''), ['diego-release@0.1463.0', 'cf-deployment@58.0.0']);
  });

  it('offers files and folders, also with spaces', function () {
    assert.deepEqual(offered(this, '-c', 'c'), ['cf.yml']);
    assert.deepEqual(offered(this, '-p', 'my'), ['my overrides.yml']);
    assert.deepEqual(offered(this, 'stubs', '--out', ''), ['stubs']);
  });

  it('offers settings step by step', function () {
    assert.deepEqual(offered(this, '--set', 're'), ['registry.', 'review.', 'release_versions.']);
    assert.deepEqual(offered(this, '--set', 'registry.'), [
      'registry.enabled=',
      'registry.host=',
      'registry.port=',
      'registry.tls=',
      'registry.ca_variable=',
      'registry.static_ips=',
      'registry.instances=',
      'registry.properties.',
    ]);
    assert.deepEqual(offered(this, '--set', 'registry.properties.tls.e'), ['registry.properties.tls.enabled=']);
    assert.deepEqual(offered(this, '--set', 'registry.enabled', '='), ['true', 'false']);
    assert.deepEqual(offered(this, '--set', 'registry.port', '=', '50'), []);
    assert.deepEqual(offered(this, '--set', 'registry.port', '=', '50', '--env', 'a'), ['aws', 'azure']);
    assert.equal(
      offered(this, '--set', 'iaas.openstack.').filter((path) => path === 'iaas.openstack.networks.').length,
      1,
    );
  });

  it('offers explain settings and properties', function () {
    assert.deepEqual(offered(this, 'explain', 'registry.h'), ['registry.host']);
    assert.deepEqual(offered(this, 'explain', 'properties.diego.rep.bbs.ca'), ['properties.diego.rep.bbs.ca_cert']);
    assert.deepEqual(offered(this, 'explain', 'registry.host', ''), []);
    assert.deepEqual(offered(this, 'completion', ''), ['bash', 'zsh']);
  });

  it('is valid for the shell, and holds no word that a shell would read as anything else', function () {
    if (answer('bash', `bash -n '${script}'`, files.folder) === undefined) this.skip();
    const words = answer(
      'bash',
      `complete() { true; }; source '${script}'; echo $_gen_manifest_explained`,
      files.folder,
    );
    for (const word of (words as string).trim().split(' ')) assert.match(word, /^[\w.-]+$/);
  });
});

describe('gen-manifest completion zsh', () => {
  const files = temporaryFiles();

  it('is a script that zsh can read', async function () {
    const { exitCode, stdout } = await genManifest('completion', 'zsh');
    assert.equal(exitCode, 0);
    assert.match(stdout, /^#compdef gen-manifest\n/);
    const script = files.write('_gen-manifest', stdout);
    if (answer('zsh', `zsh -n '${script}'`, files.folder) === undefined) this.skip();
    const loaded = answer(
      'zsh',
      `compdef() { echo "$1" }; source '${script}'; echo $#_gen_manifest_settings`,
      files.folder,
    );
    assert.match(loaded as string, /^_gen_manifest\n\d{3}\n$/);
  });

  it('says what each command and option is for', async () => {
    const { stdout } = await genManifest('completion', 'zsh');
    for (const [name, { description }] of Object.entries<Option>(options)) {
      assert.ok(stdout.includes(`--${name}`), name);
      assert.ok(stdout.includes(description.replaceAll("'", String.raw`'\''`).slice(0, 20)), name);
    }
  });
});

describe('gen-manifest completion', () => {
  it('refuses another shell, or none', async () => {
    const outcome = await genManifest('completion', 'fish');
    assertRefused(outcome);
    assert.match(outcome.stderr, /completion fish: there is no such shell/);
    assertRefused(await genManifest('completion'));
  });
});
