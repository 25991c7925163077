/** The cache before registries with required credentials, which play Docker Hub: what of it needs them. */
import assert from 'node:assert/strict';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { type Release } from '../support/agent/release.js';
import { newAddress } from '../support/registry/addresses.js';
import { accessLog, type Cache, type CacheOptions, cell, deployCache, upstreamOf } from '../support/registry/cache.js';
import { type Authority } from '../support/registry/certificates.js';
import { Client } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { startGate } from '../support/registry/gate.js';
import { makeImage, missingParts, pushImage } from '../support/registry/images.js';
import { largeImage, largeLayer, pullLarge } from '../support/registry/large-images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('the cache', function () {
  this.timeout(240_000);
  const files = temporaryFiles();
  let release: Release;
  let authority: Authority;
  const cleanUp: (() => Promise<void>)[] = [];

  before(async function () {
    ({ release, authority } = await runnableRelease(this, files));
  });

  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });

  async function hub(persistentDiskMb = 2048): Promise<Registry> {
    const registry = await deployRegistry(release, authority, { persistentDiskMb });
    cleanUp.push(() => registry.instance.remove());
    return registry;
  }

  async function cacheOf(upstreams: readonly YamlMap[], options: CacheOptions = {}): Promise<Cache> {
    const cache = await deployCache(release, authority, upstreams, options);
    cleanUp.push(() => cache.instance.remove());
    return cache;
  }

  function registryOf(cache: Cache, name = 'hub'): Registry {
    const found = cache.upstreams.get(name);
    assert.ok(found, name);
    return found;
  }

  /** Pulls by tag and by digest; gives what is not as it should be. */
  async function pull(client: Client, repository: string, image: ReturnType<typeof makeImage>): Promise<string[]> {
    const { status } = await client.manifest(repository, 'v1');
    return [...(status === 200 ? [] : [`tag: ${status}`]), ...(await missingParts(client, repository, image))];
  }

  it('fetches once, and serves without its upstream: stopped, and after a restart of its own', async () => {
    const upstream = await hub();
    const [image, unseen] = [makeImage([1_000_000, 5_000_000]), makeImage([1000])];
    const owner = new Client(upstream, admin);
    assert.equal(await pushImage(owner, 'library/app', 'v1', image), 201);
    assert.equal(await pushImage(owner, 'library/unseen', 'v1', unseen), 201);
    const cache = await cacheOf([upstreamOf('hub', upstream)]);
    const client = new Client(registryOf(cache), cell);
    const before = accessLog(upstream).length;
    assert.deepEqual(await pull(client, 'library/app', image), []);
    const fetched = accessLog(upstream).length;
    assert.ok(fetched > before, 'the first pull did not come to the upstream');
    assert.deepEqual(await pull(client, 'library/app', image), []);
    assert.equal(accessLog(upstream).length, fetched);
    await upstream.instance.stop();
    assert.deepEqual(await pull(client, 'library/app', image), []);
    await cache.instance.stop();
    await cache.instance.start();
    assert.deepEqual(await pull(client, 'library/app', image), []);
    const missing = await client.manifest('library/unseen', 'v1');
    assert.equal(missing.status, 503);
    assert.match(missing.body.toString(), /UNAVAILABLE/);
    await cache.instance.kill('docker-cache-hub');
    await cache.instance.back('docker-cache-hub');
    assert.deepEqual(await pull(client, 'library/app', image), []);
    await upstream.instance.start();
  });

  it('starts while its upstream is down', async () => {
    const upstream = await hub();
    await upstream.instance.stop();
    const cache = await cacheOf([upstreamOf('hub', upstream)]);
    const client = new Client(registryOf(cache), cell);
    assert.equal((await client.ask('/v2/')).status, 200);
    await upstream.instance.start();
    const image = makeImage([1000]);
    assert.equal(await pushImage(new Client(upstream, admin), 'library/app', 'v1', image), 201);
    assert.deepEqual(await pull(client, 'library/app', image), []);
  });

  it('serves what it has while the upstream answers 429, and says 429 for the rest', async () => {
    const upstream = await hub();
    const gate = await startGate(newAddress(), upstream);
    cleanUp.push(() => gate.close());
    const image = makeImage([1_000_000]);
    assert.equal(await pushImage(new Client(upstream, admin), 'library/app', 'v1', image), 201);
    const cache = await cacheOf([upstreamOf('hub', upstream, { url: `http://${gate.host}` })], {
      properties: { tag_ttl: '1ms' },
    });
    const client = new Client(registryOf(cache), cell);
    assert.deepEqual(await pull(client, 'library/app', image), []);
    gate.answer(429);
    for (let times = 0; times < 3; times++) assert.deepEqual(await pull(client, 'library/app', image), []);
    const other = await client.manifest('library/other', 'v1');
    assert.equal(other.status, 429);
    assert.ok(Number(other.headers['retry-after']) > 0);
    assert.match(cache.instance.log('docker-cache', 'hub.stderr.log'), /429 Too Many Requests .*is asked again in 10s/);
  });

  it('goes by the proxy to every host but those that need none', async () => {
    const upstream = await hub();
    const gate = await startGate(newAddress(), upstream);
    cleanUp.push(() => gate.close());
    const image = makeImage([1000]);
    assert.equal(await pushImage(new Client(upstream, admin), 'library/app', 'v1', image), 201);
    const entry = upstreamOf('hub', upstream, { url: 'http://hub.example' });
    const proxied = (none_for: string[]): YamlMap => ({ proxy: { http: `http://${gate.host}`, none_for } });
    const cache = await cacheOf([entry], { properties: proxied(['.other.example']) });
    const client = new Client(registryOf(cache), cell);
    assert.deepEqual(await pull(client, 'library/app', image), []);
    assert.ok(gate.passed().includes('HEAD /v2/library/app/manifests/v1'));
    await cache.instance.update(cache.with(proxied(['hub.example'])));
    assert.equal((await client.manifest('library/app', 'v2')).status, 503);
    assert.deepEqual(gate.passed(), []);
  });

  it('says in its log that its credentials are wrong, and 404 to clients', async () => {
    const upstream = await hub();
    const image = makeImage([1000]);
    assert.equal(await pushImage(new Client(upstream, admin), 'library/app', 'v1', image), 201);
    const credentials = { username: admin.user, password: 'not-the-password' };
    const cache = await cacheOf([upstreamOf('hub', upstream, { credentials })]);
    const client = new Client(registryOf(cache), cell);
    for (const reference of ['v1', image.digest]) {
      const { status, body } = await client.manifest('library/app', reference);
      assert.equal(status, 404);
      assert.match(body.toString(), /MANIFEST_UNKNOWN.*check that the image exists, and the username and password/);
    }
    const log = cache.instance.log('docker-cache', 'hub.stderr.log');
    assert.match(log, /upstream hub: 401 Unauthorized from https:.*library\/app\/manifests\/v1: it does not give this/);
    assert.ok(!log.includes(credentials.password));
    assert.equal((await new Client(registryOf(cache)).manifest('library/app', 'v1')).status, 401);
  });

  it('caches two upstreams, one process each, and keeps their passwords to itself', async () => {
    const [one, two] = [await hub(), await hub()];
    const images = [makeImage([1000]), makeImage([2000])] as const;
    assert.equal(await pushImage(new Client(one, admin), 'library/app', 'v1', images[0]), 201);
    assert.equal(await pushImage(new Client(two, admin), 'library/app', 'v1', images[1]), 201);
    const cache = await cacheOf([upstreamOf('hub', one), upstreamOf('corp', two)]);
    assert.deepEqual(await pull(new Client(registryOf(cache), cell), 'library/app', images[0]), []);
    assert.deepEqual(await pull(new Client(registryOf(cache, 'corp'), cell), 'library/app', images[1]), []);
    const { machine } = cache.instance;
    const secret = '/var/vcap/data/docker-cache/upstream_credentials.json';
    assert.equal((await machine.run(['stat', '-c', '%a %U:%G', secret])).stdout, '600 vcap:vcap\n');
    const files = '/var/vcap/jobs/docker-cache/config/{credentials,upstream_credentials,caches}.json';
    const { stdout } = await machine.run(['bash', '-c', `stat -L -c '%a %U' ${files}`]);
    assert.equal(stdout, '600 root\n'.repeat(3));
    const shown = await machine.run(['bash', '-c', 'cat /proc/[0-9]*/cmdline /var/vcap/data/sys/log/docker-cache/*']);
    assert.ok(!shown.stdout.includes(admin.password));
  });

  it('passes on and keeps an image of 1 GiB', async () => {
    const upstream = await hub(2500);
    const image = largeImage('v1', [largeLayer(2 ** 30)]);
    assert.equal(await pushImage(new Client(upstream, admin), 'library/large', 'v1', image), 201);
    const cache = await cacheOf([upstreamOf('hub', upstream)], { persistentDiskMb: 2500 });
    await pullLarge(registryOf(cache), cell, 'library/large', 'v1');
    const fetched = accessLog(upstream).length;
    await pullLarge(registryOf(cache), cell, 'library/large', 'v1');
    assert.equal(accessLog(upstream).length, fetched);
  });
});
