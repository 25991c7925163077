/** Files that change nothing on a foundation: whoever gives them is told, whatever is in them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('inputs of the other foundation', () => {
  const files = temporaryFiles();
  const today = ['--foundation', 'cf-deployment@58.0.0', '--set', 'registry.host=registry.example.com'];
  const old = ['--env', 'openstack', '--set', 'registry.host=10.0.4.20', '--set', 'cache.enabled=false'];

  for (const [option, text] of [
    ['property-overrides', 'property_overrides: {garden: {}}\n'],
    ['instance-counts', 'instance_count_overrides: {cell_z1: {instances: 4}}\n'],
    ['iaas', 'iaas_settings: {stemcell: {name: x, version: 1}}\n'],
    ['release-versions', 'release_versions: {diego: 1}\n'],
  ] as const) {
    it(`warns of --${option} on cf-deployment, and checks nothing in it`, async () => {
      for (const command of ['validate', 'review']) {
        const { stderr, exitCode } = await genManifest(
          command,
          ...today,
          `--${option}`,
          files.write('stub.yml', text),
          ...(command === 'review' ? ['--format', 'markdown'] : []),
        );
        assert.equal(exitCode, 0, stderr);
        assert.match(
          stderr,
          new RegExp(
            `stub\\.yml: warning: --${option} has no effect on cf-deployment@58\\.0\\.0\\n {2}leave it out: stubs`,
          ),
        );
      }
    });
  }

  it('warns of --cloud-config on diego-release', async () => {
    const config = ['--cloud-config', files.write('cloud.yml', 'azs: []\n')];
    const warning =
      /cloud\.yml: warning: --cloud-config has no effect on diego-release@0\.1463\.0\n {2}leave it out: the v1/;
    assert.match((await genManifest('review', ...old, ...config, '--format', 'markdown')).stderr, warning);
    const all = await genManifest('all', ...old, ...config, '--out', join(files.folder, 'all'));
    assert.equal(all.exitCode, 0, all.stderr);
    assert.match(all.stderr, warning);
  });

  it('says nothing of them on their own foundation', async () => {
    const counts = files.write('counts.yml', 'instance_count_overrides: {cell_z1: {instances: 4}}\n');
    assert.doesNotMatch((await genManifest('validate', ...old, '-n', counts)).stderr, /no effect/);
  });
});
