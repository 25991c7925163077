import assert from 'node:assert/strict';
import { checked } from './checked.js';

const cf = 'foundation=cf-deployment@58.0.0';
const diego = 'foundation=diego-release@0.1463.0';

describe('trusted registries', () => {
  it('finds nothing where registry and cache are trusted by their CA, which is so by default on cf-deployment', async () => {
    assert.deepEqual(await checked({ set: [cf] }), []);
    assert.deepEqual(await checked({ set: [cf, 'diego.trust=ca', 'registry.tls=true'] }), []);
  });

  it('refuses a CA for what serves no TLS', async () => {
    assert.deepEqual(await checked({ set: [cf, 'registry.tls=false', 'cache.tls=false'] }), [
      '--set cache.tls: error: cache.tls is false, and diego.trust is ca: a CA says nothing of the Docker cache without TLS',
      '--set registry.tls: error: registry.tls is false, and diego.trust is ca: a CA says nothing of the private registry without TLS',
    ]);
    assert.deepEqual(await checked({ set: [cf, 'registry.tls=false', 'registry.enabled=false'] }), []);
  });

  it('warns of TLS that nobody checks', async () => {
    assert.deepEqual(await checked({ set: [cf, 'diego.trust=insecure', 'cache.tls=false'] }), [
      '--set diego.trust: warning: the private registry serves TLS and is in the lists of insecure registries: nobody checks its certificate',
    ]);
    assert.deepEqual(await checked({ set: [cf, 'diego.trust=insecure', 'cache.tls=false', 'registry.tls=false'] }), []);
    const listed = ['registry.host=10.0.1.20', 'diego.insecure_registries=["10.0.1.30:5000", "10.0.1.20:5000"]'];
    assert.deepEqual(await checked({ set: [cf, ...listed] }), [
      '--set diego.insecure_registries: warning: 10.0.1.20:5000 is the private registry, which serves TLS, in a list of insecure registries: nobody checks its certificate',
    ]);
  });

  it('takes insecure registries for granted on diego-release, where a CA has no place', async () => {
    assert.deepEqual(await checked({ set: [diego] }), []);
    assert.deepEqual(await checked({ set: [diego, 'diego.trust=insecure'] }), []);
    assert.deepEqual(await checked({ set: [diego, 'diego.trust=ca'] }), [
      '--set diego.trust: error: diego.trust: ca is nothing that diego-release@0.1463.0 knows: it has lists of insecure registries alone',
    ]);
    assert.deepEqual(await checked({ set: [diego, 'registry.tls=true'] }), [
      '--set registry.tls: warning: the private registry serves TLS and is in the lists of insecure registries: nobody checks its certificate',
    ]);
  });
});
