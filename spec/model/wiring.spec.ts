import assert from 'node:assert/strict';
import { genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('insecureRegistries', () => {
  const files = temporaryFiles();

  it('refuses registries of the settings that nothing can reach, each with its line', async () => {
    const wrong = ['localhost:1', '127.0.0.1:1', 'a.service.cf.internal:1', 'registry:1', '0.0.0.0:1', 'me:pw@a.b:1'];
    const text = `diego:\n  insecure_registries:\n${wrong.map((entry) => `  - ${entry}\n`).join('')}`;
    const file = files.write('docker.yml', text);
    const { exitCode, stderr } = await genManifest('validate', '-s', file);
    assert.equal(exitCode, 2);
    wrong.forEach((_, index) => {
      assert.match(stderr, new RegExp(`docker.yml:${index + 3}:5: error: diego\\.insecure_registries\\[${index}\\]`));
    });
    assert.doesNotMatch(stderr, /pw/);
  });

  it('hides credentials in registry.host', async () => {
    const { exitCode, stderr } = await genManifest('validate', '--set', 'registry.host=me:pw@a.b');
    assert.equal(exitCode, 2);
    assert.match(stderr, /error: registry\.host \(\*\*\*@a\.b\) has credentials before an @/);
  });

  it('names the registry by its address where that is all that is set, as its own manifest does', async () => {
    const set = ['--env', 'openstack', '--set', 'registry.static_ips=[10.0.4.20]', '--set', 'cache.enabled=false'];
    const { stdout } = await genManifest('stubs', '--only', 'property-overrides', ...set.slice(2));
    assert.match(stdout, /# The private registry, registry\.static_ips .*\n +- "10\.0\.4\.20:5000"\n/);
    const registry = await genManifest('registry', ...set);
    assert.match(registry.stdout, /external_url: https:\/\/10\.0\.4\.20:5000\n/);
  });

  it('names every line that an entry comes from', async () => {
    const lines = [
      'registry:',
      '  host: a.b',
      '  port: 1',
      'diego:',
      '  insecure_registries:',
      '    - c.d:2',
      '    - e.f:3',
    ];
    const file = files.write('docker.yml', `${lines.join('\n')}\n`);
    const { stdout, stderr } = await genManifest('stubs', '--only', 'property-overrides', '-s', file);
    const plain = stdout.replaceAll(file, 'f').replace(/\n +# (?=and |registry)/g, ' ');
    const comments = [...plain.matchAll(/# (.*)\n +- (\S+:\d)\n/g)].map(([, comment, entry]) => `${entry} ${comment}`);
    assert.deepEqual(
      comments.slice(0, 3),
      [
        'c.d:2 diego.insecure_registries in f:6',
        'e.f:3 diego.insecure_registries in f:7',
        'a.b:1 The private registry, registry.host in f:2 and registry.port in f:3',
      ],
      stderr,
    );
  });
});
