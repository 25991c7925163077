/**
 * The deployment of `gen-manifest registry --env openstack` for cf-release v234, as it is printed and as bosh fills it,
 * and what Diego's builder does with it: it pulls an image from the private registry in its oldest form, pushes a copy,
 * `host:8080/<guid>`, into the cache, and cells pull that. No BPM, no links, errands on VMs of their own.
 */
import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { find, scalarText, type YamlMap } from '../../src/gen-manifest/yaml-value.js';
import type { Instance } from '../support/agent/instance.js';
import { needProgram } from '../support/agent/tools.js';
import { assertRules } from '../support/agent/without-bpm.js';
import { bosh } from '../support/bosh.js';
import { newAddress } from '../support/registry/addresses.js';
import { Cell, type Side } from '../support/registry/cell.js';
import { Client, digestOf, imageIndex } from '../support/registry/client.js';
import { deployedManifest } from '../support/registry/deployed-manifest.js';
import { type DeployedGroups, deployGroups } from '../support/registry/deployed-groups.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { type Image, makeImage, makeIndex, pushImage } from '../support/registry/images.js';
import { oldValues } from '../support/registry/old-values.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const job = 'docker-registry';
const guid = '0f5f1b0c-6f0f-4d2e-9b53-1d8f4f0c9a11';
/** Where loopback clients connect from unless they say otherwise, a cell of another zone, and none of the cells. */
const [builder, otherCell, elsewhere] = ['127.0.0.1', '127.0.0.2', '127.0.0.9'];
const schema1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';
const schema2 = 'application/vnd.docker.distribution.manifest.v2+json';

describe('the deployment for cf-release v234', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  const addresses: Readonly<Record<string, string>> = {
    'docker-registry': newAddress(),
    'docker-cache': newAddress(),
    'smoke-tests': newAddress(),
    'mirror-images': newAddress(),
  };
  const registryHost = `${addresses['docker-registry'] ?? ''}:5000`;
  const cacheHost = `${addresses['docker-cache'] ?? ''}:8080`;
  const images: Record<string, Image> = { amd64: makeImage([200_000, 100]), arm64: makeImage([100_000]) };
  const amd64 = images['amd64'] as Image;
  const layers = amd64.blobs.slice(1).map(digestOf);
  let hub: Registry;
  let manifest: YamlMap;
  let deployed: DeployedGroups;
  let cell: Cell;
  let registry: Client;

  before(async function () {
    const skopeo = needProgram(this, 'skopeo', 'apt-get install skopeo');
    if (bosh === undefined) this.skip();
    const { release, authority } = await runnableRelease(this, files);
    hub = await deployRegistry(release, authority);
    const upstream = new Client(hub, admin);
    for (const image of Object.values(images)) {
      assert.equal(await pushImage(upstream, 'app', image.digest, image), 201);
    }
    assert.equal(await upstream.pushManifest('app', 'v1', makeIndex(images), imageIndex), 201);
    upstream.close();
    manifest = await deployedManifest(files, settingsFor(hub), {
      ...oldValues,
      ...{ diego1_range: `${builder}/32`, diego2_range: `${otherCell}/32`, diego3_range: '127.0.0.4/30' },
      ...{
        registry_host: addresses['docker-registry'] ?? '',
        hub_password: admin.password,
        hub_ca: authority.certificate,
      },
    });
    deployed = await deployGroups(release, manifest, addresses);
    const properties = propertiesOf('docker-registry');
    const ca = scalarText(find(properties, ['tls', 'ca']));
    cell = await Cell.boot(skopeo, deployed.names, ca);
    const [password] = find(properties, ['users', 'admin', 'passwords']) as string[];
    registry = new Client(
      { host: registryHost, authority: { ...authority, certificate: ca } },
      { user: 'admin', password: password ?? '' },
    );
  });
  after(async () => {
    registry?.close();
    await cell?.machine.remove();
    for (const instance of deployed?.instances.values() ?? []) await instance.remove();
    await hub?.instance.remove();
  });

  /** Every instance has an address of its own here, since all of them share the network. */
  function settingsFor({ host }: Registry): string[] {
    const settings = [
      ...(['registry', 'cache'] as const).flatMap((part) => [
        `${part}.properties.address=${addresses[`docker-${part}`] ?? ''}`,
        `${part}.properties.metrics.address=${addresses[`docker-${part}`] ?? ''}`,
        `${part}.properties.drain_timeout_s=5`,
      ]),
      'errands.mirror-images.enabled=true',
      `errands.mirror-images.properties.images=[{from: "${host}/app:v1", to: "org/app:v1"}]`,
      `errands.mirror-images.properties.sources={"${host}": {username: ${admin.user}, password: ((hub_password)), ca: ((hub_ca))}}`,
    ];
    return ['--env', 'openstack', ...settings.flatMap((setting) => ['--set', setting])];
  }

  function groupOf(name: string): YamlMap {
    const found = (manifest['jobs'] as YamlMap[]).find((group) => group['name'] === name);
    assert.ok(found, name);
    return found;
  }
  const propertiesOf = (name: string): YamlMap => groupOf(name)['properties'] as YamlMap;

  function instance(name: string): Instance {
    const found = deployed.instances.get(name);
    assert.ok(found, name);
    return found;
  }

  interface Answer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }
  /** A request to the cache as of a client that knows of nothing newer. */
  async function ask(path: string, { method = 'GET', from = builder } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { method, localAddress: from, agent: false as const };
      const request = httpRequest(`http://${cacheHost}${path}`, options, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      request.on('error', reject).end();
    });
  }

  interface OldManifest {
    readonly schemaVersion: number;
    readonly name: string;
    readonly fsLayers: readonly { readonly blobSum: string }[];
    readonly history: readonly { readonly v1Compatibility: string }[];
  }
  /** The layers of an old manifest, the first one first, as Diego's builder and garden-linux read it. */
  function layersOf(body: string): string[] {
    const { schemaVersion, fsLayers, history } = JSON.parse(body) as OldManifest;
    assert.equal(schemaVersion, 1);
    assert.equal((JSON.parse(history[0]?.v1Compatibility ?? '') as YamlMap)['architecture'], 'amd64');
    return fsLayers.map(({ blobSum }) => blobSum).reverse();
  }

  const original = (): Side => {
    const [password = ''] = find(propertiesOf('docker-registry'), ['users', 'admin', 'passwords']) as string[];
    return { image: `docker://${registryHost}/org/app:v1`, as: { user: 'admin', password } };
  };
  const copy: Side = { image: `docker://${cacheHost}/${guid}:latest`, insecure: true };

  it('gets images by mirror-images as schema 2, and gives them to old clients as schema 1', async () => {
    const mirrored = await instance('mirror-images').errand('mirror-images');
    assert.equal(mirrored.status, 0, mirrored.stderr);
    const stored = await registry.ask('/v2/org/app/manifests/v1', { headers: { accept: schema2 } });
    assert.equal(stored.headers['content-type'], schema2);
    const line = new RegExp(`^copied .* ${digestOf(stored.body)} \\(as Docker schema 2, so the digest changes; `);
    assert.match(mirrored.stdout, line);
    const again = await instance('mirror-images').errand('mirror-images');
    assert.match(again.stdout, /^kept .*\n0 copied, 0 updated, 1 kept, 0 failed\n$/);
    const pulled = await registry.ask('/v2/org/app/manifests/v1');
    assert.equal(pulled.headers['content-type'], schema1);
    assert.deepEqual(layersOf(pulled.body.toString()), layers);
  });

  it('lets the builder push its copy into the cache, and every cell pull it', async () => {
    const pushed = await cell.copy(original(), copy, 'v2s1');
    assert.equal(pushed.status, 0, pushed.stderr);
    for (const from of [builder, otherCell]) {
      const { status, headers, body } = await ask(`/v2/${guid}/manifests/latest`, { from });
      assert.equal(status, 200);
      assert.equal(headers['content-type'], schema1);
      assert.equal((JSON.parse(body) as OldManifest).name, guid);
      assert.deepEqual(layersOf(body), layers);
      for (const layer of layers) assert.equal((await ask(`/v2/${guid}/blobs/${layer}`, { from })).status, 200);
    }
  });

  it('gives schema 1 to skopeo, from the registry and from the cache', async () => {
    for (const [name, from] of Object.entries({ registry: original(), cache: copy })) {
      const folder = `/root/${name}`;
      const pulled = await cell.copy(from, { image: `dir:${folder}` }, 'v2s1');
      assert.equal(pulled.status, 0, pulled.stderr);
      assert.deepEqual(layersOf(cell.machine.read(`${folder}/manifest.json`) ?? ''), layers);
      const sums = await cell.machine.run(['sha256sum', ...layers.map((layer) => `${folder}/${layer.slice(7)}`)]);
      assert.deepEqual(
        sums.stdout.match(/^[0-9a-f]{64}/gm),
        layers.map((layer) => layer.slice(7)),
      );
    }
  });

  it('refuses pushes and pulls from other networks than those of the cells', async () => {
    const push = { method: 'POST' };
    assert.equal((await ask(`/v2/${guid}/blobs/uploads/`, push)).status, 202);
    assert.equal((await ask(`/v2/${guid}/blobs/uploads/`, { ...push, from: elsewhere })).status, 401);
    assert.equal((await ask(`/v2/${guid}/manifests/latest`, { from: elsewhere })).status, 401);
  });

  it('passes its smoke test, from a VM of its own and without a link', async () => {
    assert.equal(groupOf('smoke-tests')['lifecycle'], 'errand');
    const { status, stdout, stderr } = await instance('smoke-tests').errand('smoke-tests');
    assert.equal(status, 0, stdout + stderr);
  });

  it('passes the check of consul while the cache runs', async () => {
    const { script } = find(propertiesOf('docker-cache'), [
      ...['consul', 'agent', 'services', 'docker-registry', 'check'],
    ]) as { script: string };
    const cache = instance('docker-cache');
    const asVcap = ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', '--', script];
    const status = async (): Promise<number> => (await cache.machine.run(asVcap, { mayFail: true })).status;
    assert.equal(await status(), 0);
    const before = (await ask(`/v2/${guid}/manifests/latest`)).headers['docker-content-digest'];
    await cache.stop();
    assert.equal(cache.monit.pid(job), undefined);
    assert.match(cache.log(job, 'drain.log'), /process \d+ ended after/);
    assert.equal(await status(), 2);
    await cache.start();
    assert.equal((await ask(`/v2/${guid}/manifests/latest`)).headers['docker-content-digest'], before);
  });

  it('runs under the rules of BPM without it', async () => {
    const cache = instance('docker-cache');
    await assertRules(cache, job);
    const pid = cache.monit.pid(job);
    await cache.kill(job);
    await cache.back(job, pid);
  });
});
