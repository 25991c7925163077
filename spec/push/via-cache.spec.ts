import assert from 'node:assert/strict';
import {
  type ImageReference,
  isReferenceProblem,
  parseImageReference,
  referenceText,
} from '../../src/gen-manifest/push/image-reference.js';
import { type CacheAddress, throughCache, upstreamName } from '../../src/gen-manifest/push/via-cache.js';

const hub: CacheAddress = { upstream: 'docker.io', address: 'cache.example.com:5000' };
const caches: CacheAddress[] = [hub, { upstream: 'registry.corp.example.com:5443', address: 'cache.example.com:5010' }];

function through(text: string, known = caches): string {
  const cached = throughCache(parseImageReference(text) as ImageReference, known);
  return isReferenceProblem(cached) ? `${cached.problem}: ${cached.hint}` : referenceText(cached);
}

describe('throughCache', () => {
  it('names the cache of the image’s registry', () => {
    assert.equal(through('org/private:1.0'), 'cache.example.com:5000/org/private:1.0');
    assert.equal(through('registry.corp.example.com:5443/a/b'), 'cache.example.com:5010/a/b');
  });

  it('writes library/ out, which Docker Hub’s registry wants and a cache does not add', () => {
    assert.equal(through('nginx:1.27'), 'cache.example.com:5000/library/nginx:1.27');
    assert.equal(through('docker.io/library/nginx'), 'cache.example.com:5000/library/nginx');
  });

  it('keeps digests, and images that name the cache already', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    assert.equal(through(`nginx@${digest}`), `cache.example.com:5000/library/nginx@${digest}`);
    assert.equal(through('cache.example.com:5000/org/app:1'), 'cache.example.com:5000/org/app:1');
  });

  it('says which upstreams there are where there is none for the image', () => {
    assert.match(through('ghcr.io/o/a'), /ghcr.io, which the cache has no upstream for: known: docker.io at cache/);
  });

  it('knows Docker Hub by all its names', () => {
    for (const name of [
      'https://registry-1.docker.io',
      'index.docker.io',
      'docker.io',
      'https://registry-1.docker.io:443/',
    ])
      assert.equal(upstreamName(name), 'docker.io');
    assert.equal(upstreamName('https://Registry.example.com:5000'), 'registry.example.com:5000');
  });
});
