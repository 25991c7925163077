/** The addresses of the cache, wherever Diego has to know them. */
import assert from 'node:assert/strict';
import { cacheAddresses } from '../../src/gen-manifest/model/cache-addresses.js';
import { Settings } from '../../src/gen-manifest/settings/settings.js';
import { scalarText, type YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { assertRefused, genManifest, printed } from '../support/gen-manifest.js';

const today = { name: 'cf-deployment', version: '58.0.0' } as const;
const upstreams = [
  { name: 'hub', url: 'https://registry-1.docker.io' },
  { name: 'corp', url: 'https://registry.corp.example.com', port: 5010 },
  { name: 'ghcr', url: 'https://ghcr.io' },
  { name: 'quay', url: 'https://quay.io', external_url: 'https://quay-cache.example.com' },
];

function addresses(cache: YamlMap, foundation: { name: 'cf-deployment' | 'diego-release'; version: string }): string[] {
  const settings = new Settings([{ origin: { kind: 'set' }, tree: { cache } }]);
  return cacheAddresses(settings, foundation).map(({ address }) => address);
}

describe('cacheAddresses', () => {
  it('are one for each upstream: its own port, else the one after, else the URL that clients know', () => {
    assert.deepEqual(addresses({ host: 'cache.example.com', port: 5000, properties: { upstreams } }, today), [
      'cache.example.com:5000',
      'cache.example.com:5010',
      'cache.example.com:5002',
      'quay-cache.example.com:443',
    ]);
  });

  it('are Docker Hub’s alone where no upstreams are set, at a variable until the host is', () => {
    assert.deepEqual(addresses({}, today), ['((cache_host)):8080']);
    assert.deepEqual(addresses({ host: '10.0.1.21' }, { name: 'diego-release', version: '0.1491.0' }), [
      '10.0.1.21:8080',
    ]);
  });

  it('have the first address of the cache for a host where no name is set and BOSH DNS answers none', () => {
    const cache = { static_ips: ['10.0.4.21', '10.0.4.22'] };
    assert.deepEqual(addresses(cache, { name: 'diego-release', version: '1.0.0' }), ['10.0.4.21:8080']);
    assert.deepEqual(addresses(cache, { name: 'cf-deployment', version: '2.9.0' }), ['10.0.4.21:8080']);
    assert.deepEqual(addresses(cache, today), ['((cache_host)):8080']);
    assert.deepEqual(addresses({ ...cache, host: 'c.example.com' }, { name: 'diego-release', version: '1.0.0' }), [
      'c.example.com:8080',
    ]);
  });

  it('are the one that the stager looks up, where Diego itself fills the cache', () => {
    for (const version of ['0.1072.0', '0.1463.0', '0.1490.0']) {
      const consul = ['docker-registry.service.cf.internal:8080'];
      assert.deepEqual(addresses({ properties: { upstreams } }, { name: 'diego-release', version }), consul);
    }
  });
});

describe('the addresses of the cache', () => {
  const set = [
    ...['registry.enabled=false', 'cache.host=cache.example.com', 'diego.trust=insecure', 'cache.tls=false'],
    `cache.properties.upstreams=${JSON.stringify(upstreams)}`,
  ].flatMap((setting) => ['--set', setting]);

  it('are all in both lists of insecure registries', async () => {
    const ops = await printed('ops', '--foundation', 'cf-deployment@58.0.0', ...set);
    const expected = [8080, 5010, 8082].map((port) => `cache.example.com:${port}`);
    for (const job of ['garden', 'cloud_controller_ng']) {
      const added = (ops as unknown as YamlMap[]).filter(({ path }) =>
        new RegExp(`name=${job}/.*insecure_docker_registry_list`).test(scalarText(path)),
      );
      assert.deepEqual(
        added.flatMap(({ value }) => value),
        [...expected, 'quay-cache.example.com:443'],
      );
    }
  });

  it('are not hidden by a variable', async () => {
    const hidden = ['--set', 'cache.properties.upstreams=[((hub)), {name: two, url: "https://two.example.com"}]'];
    const outcome = await genManifest('registry', '--foundation', 'cf-deployment@58.0.0', ...set, ...hidden);
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /cache\.properties\.upstreams has the variable \(\(hub\)\), and each upstream has a port/,
    );
  });

  it('are the operator’s from the first diego-release on that fills no cache', async () => {
    const validate = (version: string): ReturnType<typeof genManifest> =>
      genManifest('validate', '--foundation', `diego-release@${version}`, '--set', 'cache.host=10.0.1.21');
    assert.equal((await validate('0.1491.0')).exitCode, 0);
    const held = await validate('0.1490.0');
    assertRefused(held);
    assert.match(
      held.stderr,
      /cache\.host can only be docker-registry\.service\.cf\.internal on diego-release@0\.1490\.0/,
    );
  });
});
