/** The caches of the settings that `push --via-cache` takes images from. */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { assertRefused, genManifest, type Outcome } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('push -s', () => {
  const files = temporaryFiles();
  const cache = {
    host: 'cache.example.com',
    port: 5000,
    properties: {
      upstreams: [
        { name: 'hub', url: 'https://registry-1.docker.io', credentials: { username: '((u))', password: '((p))' } },
        { name: 'corp', url: 'https://registry.corp.example.com:5443', port: 5010 },
        { name: 'ghcr', url: 'https://ghcr.io' },
      ],
    },
  };

  const push = (settings: object, image: string, ...more: string[]): Promise<Outcome> => {
    const file = files.write('docker.yml', stringify({ foundation: 'cf-deployment@58.0.0', ...settings }));
    const argv = ['app', '--image', image, '-s', file, '--dry-run', '--api-version', '3.99.0', ...more];
    return genManifest('push', ...argv);
  };
  const pushed = async (settings: object, image: string, ...more: string[]): Promise<string | undefined> => {
    const { exitCode, stdout, stderr } = await push(settings, image, '--via-cache', ...more);
    assert.equal(exitCode, 0, stderr);
    return /--docker-image (\S+)/.exec(stdout)?.[1];
  };
  const refused = async (settings: object, image: string, ...more: string[]): Promise<string> => {
    const outcome = await push(settings, image, ...more);
    assertRefused(outcome);
    return outcome.stderr.replaceAll(`${files.folder}/`, '');
  };

  it('takes each image from the cache of its registry', async () => {
    assert.equal(await pushed({ cache }, 'nginx:1.27'), 'cache.example.com:5000/library/nginx:1.27');
    assert.equal(await pushed({ cache }, 'registry.corp.example.com:5443/team/app'), 'cache.example.com:5010/team/app');
    assert.equal(await pushed({ cache }, 'ghcr.io/org/app:2'), 'cache.example.com:5002/org/app:2');
    const hubAlone = { cache: { host: '10.0.1.21' } };
    assert.equal(await pushed(hubAlone, 'org/app'), '10.0.1.21:8080/org/app');
  });

  it('takes a cache that is named by hand before those of the settings', async () => {
    const named = ['--cache', 'other.example.com:5000'];
    assert.equal(await pushed({ cache }, 'nginx', ...named), 'other.example.com:5000/library/nginx');
    assert.equal(await pushed({ cache }, 'ghcr.io/o/a', ...named), 'cache.example.com:5002/o/a');
  });

  it('says which registries the settings cache', async () => {
    const stderr = await refused({ cache }, 'quay.io/org/app', '--via-cache');
    assert.match(stderr, /is of quay\.io, which the cache has no upstream for/);
    assert.match(stderr, /known: docker\.io at cache\.example\.com:5000, registry\.corp\.example\.com:5443 at cache/);
  });

  it('says what of the settings is wrong, at its line', async () => {
    assert.match(
      await refused({}, 'nginx', '--via-cache'),
      /the settings say \(\(cache_host\)\):8080\n {2}set cache\.host/,
    );
    assert.match(
      await refused({ cache: { enabled: false } }, 'nginx', '--via-cache'),
      /docker\.yml:3:3: error: --via-cache needs a Docker cache, and cache\.enabled is false/,
    );
    assert.match(
      await refused({ cache: { hots: 'x' } }, 'nginx', '--via-cache'),
      /docker\.yml:3:3: error: .*cache\.hots/,
    );
    assert.match(await refused({ foundation: 'cf@1' }, 'nginx', '--via-cache'), /docker\.yml:1:1: error: foundation: /);
    assert.match(await refused({ cache }, 'nginx'), /--settings has no effect without --via-cache/);
  });

  it('needs no address where Diego itself fills the cache', async () => {
    const file = files.write('old.yml', 'foundation: diego-release@0.1463.0\n');
    const argv = ['push', 'app', '--image', 'nginx', '--via-cache', '-s', file, '--dry-run'];
    const { exitCode, stdout } = await genManifest(...argv, '--api-version', '2.53.0');
    assert.equal(exitCode, 0);
    assert.match(stdout, /"docker_image": "nginx",\n.*\n.*\n#\s+"DIEGO_DOCKER_CACHE": "true"/);
  });
});
