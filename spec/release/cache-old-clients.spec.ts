/**
 * The cache of foundations whose Diego reads only old manifests and fills no cache itself (cf-release v250 and later,
 * until diego-release v2.28.0), as `gen-manifest registry --foundation diego-release@1.0.0` prints it: no BPM, a process
 * for each upstream, schema 1 for clients that ask for nothing newer.
 */
import assert from 'node:assert/strict';
import { find, scalarText, type YamlMap } from '../../src/gen-manifest/yaml-value.js';
import type { Instance } from '../support/agent/instance.js';
import { needProgram } from '../support/agent/tools.js';
import { assertRules } from '../support/agent/without-bpm.js';
import { bosh } from '../support/bosh.js';
import { newAddress } from '../support/registry/addresses.js';
import { accessLog } from '../support/registry/cache.js';
import { Cell } from '../support/registry/cell.js';
import { Client, digestOf, imageIndex } from '../support/registry/client.js';
import { deployedManifest } from '../support/registry/deployed-manifest.js';
import { deployGroups } from '../support/registry/deployed-groups.js';
import { admin, type Credentials, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { makeImage, makeIndex, pushImage } from '../support/registry/images.js';
import { oldValues } from '../support/registry/old-values.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const schema1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';

describe('the cache of old clients', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  const address = newAddress();
  const host = `${address}:8080`;
  const amd64 = makeImage([200_000, 100]);
  const layers = amd64.blobs.slice(1).map(digestOf);
  let hub: Registry;
  let cache: Instance;
  let cell: Cell;
  let puller: Credentials;
  let client: Client;

  before(async function () {
    const skopeo = needProgram(this, 'skopeo', 'apt-get install skopeo');
    if (bosh === undefined) this.skip();
    const { release, authority } = await runnableRelease(this, files);
    hub = await deployRegistry(release, authority);
    const upstream = new Client(hub, admin);
    assert.equal(await pushImage(upstream, 'org/app', amd64.digest, amd64), 201);
    assert.equal(await upstream.pushManifest('org/app', 'v1', makeIndex({ amd64 }), imageIndex), 201);
    upstream.close();
    const values = { ...oldValues, cache_host: address, hub_password: admin.password, hub_ca: authority.certificate };
    const manifest = await deployedManifest(files, settingsFor(hub), values);
    const deployed = await deployGroups(release, manifest, { 'docker-cache': address });
    cache = deployed.instances.get('docker-cache') as Instance;
    const [group] = manifest['jobs'] as YamlMap[];
    const properties = group?.['properties'] as YamlMap;
    assert.deepEqual(group?.['templates'], [{ name: 'docker-cache', release: 'diego-docker' }]);
    const [password = ''] = find(properties, ['users', 'puller', 'passwords']) as string[];
    puller = { user: 'puller', password };
    const ca = scalarText(find(properties, ['tls', 'ca']));
    client = new Client({ host, authority: { ...authority, certificate: ca } }, puller);
    cell = await Cell.boot(skopeo, deployed.names, ca);
  });
  after(async () => {
    client?.close();
    await cell?.machine.remove();
    await cache?.remove();
    await hub?.instance.remove();
  });

  function settingsFor({ host: upstream }: Registry): string[] {
    const credentials = `credentials: {username: ${admin.user}, password: ((hub_password))}`;
    const settings = [
      'registry.enabled=false',
      ...[`cache.properties.address=${address}`, `cache.properties.metrics.address=${address}`],
      `cache.properties.upstreams=[{name: hub, url: "https://${upstream}", ca: ((hub_ca)), ${credentials}}, {name: away, url: "https://away.example.com"}]`,
    ];
    return [
      ...['--foundation', 'diego-release@1.0.0', '--env', 'openstack'],
      ...settings.flatMap((setting) => ['--set', setting]),
    ];
  }

  it('makes schema 1 of images for several platforms, and asks its upstream once', async () => {
    const pull = async (): Promise<void> => {
      const { headers, body } = await client.ask('/v2/org/app/manifests/v1');
      assert.equal(headers['content-type'], schema1, body.toString());
      const { fsLayers } = JSON.parse(body.toString()) as { fsLayers: { blobSum: string }[] };
      assert.deepEqual(fsLayers.map(({ blobSum }) => blobSum).reverse(), layers);
      for (const layer of layers) assert.equal(digestOf((await client.blob('org/app', layer)).body), layer);
    };
    await pull();
    const asked = accessLog(hub).length;
    await pull();
    assert.equal(accessLog(hub).length, asked);
    assert.equal(digestOf((await client.manifest('org/app', amd64.digest)).body), amd64.digest);
  });

  it('gives skopeo what it asks for', async () => {
    const from = { image: `docker://${host}/org/app:v1`, as: puller };
    const pulled = await cell.copy(from, { image: 'dir:/root/old' }, 'v2s1');
    assert.equal(pulled.status, 0, pulled.stderr);
    assert.equal((JSON.parse(cell.machine.read('/root/old/manifest.json') ?? '') as YamlMap)['schemaVersion'], 1);
    const today = await cell.copy(from, { image: 'dir:/root/today' });
    assert.equal(today.status, 0, today.stderr);
    assert.equal(cell.machine.read('/root/today/manifest.json'), amd64.manifest.toString());
  });

  it('runs a process for each upstream, under the rules of BPM without it', async () => {
    for (const upstream of ['hub', 'away']) {
      const service = `docker-cache-${upstream}`;
      await assertRules(cache, service);
      const pid = cache.monit.pid(service);
      await cache.kill(service);
      await cache.back(service, pid);
    }
    await cache.stop();
    for (const upstream of ['hub', 'away']) assert.equal(cache.monit.pid(`docker-cache-${upstream}`), undefined);
    assert.match(cache.log('docker-cache', 'drain.log'), /(process \d+ ended after .*\n.*){2}/);
    await cache.start();
    assert.equal((await client.ask('/v2/org/app/manifests/v1')).status, 200);
  });
});
