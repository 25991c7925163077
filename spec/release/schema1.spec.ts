/**
 * The registry of old Diegos, as its instance group is configured: port 8080, schema 1, no TLS, push from the
 * cells' networks, and no BPM. The flow of Diego's builder stands in src/registry/cmd/registry-schema1.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import type { Link } from '../../src/gen-manifest/erb/job.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { command, type Outcome } from '../support/agent/command.js';
import { Instance } from '../support/agent/instance.js';
import { type Release } from '../support/agent/release.js';
import { needProgram } from '../support/agent/tools.js';
import { newAddress } from '../support/registry/addresses.js';
import { Client, digestOf, imageIndex } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { type Image, makeImage, makeIndex, pushImage, writeLayout } from '../support/registry/images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const job = 'docker-registry';
const guid = '0f5f1b0c-6f0f-4d2e-9b53-1d8f4f0c9a11';
/** Where loopback clients connect from unless they say otherwise, and another address. */
const [cell, elsewhere] = ['127.0.0.1', '127.0.0.9'];
const schema1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';
const schema2 = 'application/vnd.docker.distribution.manifest.v2+json';

describe('the registry of old Diegos', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  let release: Release;
  let skopeo: string;
  let source: Registry;
  let upstream: Client;
  let old: Instance;
  const host = `${newAddress()}:8080`;
  const images: Record<string, Image> = { amd64: makeImage([200_000, 100]), arm64: makeImage([100_000]) };
  const amd64 = images['amd64'] as Image;

  before(async function () {
    skopeo = needProgram(this, 'skopeo', 'apt-get install skopeo');
    const runnable = await runnableRelease(this, files);
    release = runnable.release;
    const { authority } = runnable;
    source = await deployRegistry(release, authority);
    upstream = new Client(source, admin);
    for (const image of Object.values(images)) {
      assert.equal(await pushImage(upstream, 'app', image.digest, image), 201);
    }
    assert.equal(await upstream.pushManifest('app', 'v1', makeIndex(images), imageIndex), 201);
    const [address = ''] = host.split(':');
    const registry: YamlMap = {
      port: 8080,
      address,
      protocol: 'schema1',
      tls: { enabled: false },
      anonymous: { push_from: [`${cell}/32`] },
      bpm: { enabled: false },
      drain_timeout_s: 5,
    };
    const link: Link = { instances: [], address, properties: { ...registry, external_url: null } };
    const from = { username: admin.user, password: admin.password, ca: authority.certificate };
    const mirror: YamlMap = {
      images: [{ from: `${source.host}/app:v1`, to: 'org/app:v1' }],
      sources: { [source.host]: from },
    };
    const jobs = [
      { name: job, properties: registry },
      { name: 'mirror-images', properties: mirror, links: { 'docker-registry': link } },
    ];
    old = await Instance.deploy(release, { address, persistentDiskMb: 512, jobs });
  });
  after(async () => {
    upstream?.close();
    await source?.instance.remove();
    await old?.remove();
  });

  interface Answer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }
  /** A request as of a client that knows of nothing newer, unless `accept` says so. */
  async function ask(path: string, { method = 'GET', from = cell, accept = '' } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { method, localAddress: from, agent: false as const, headers: accept ? { accept } : {} };
      const request = httpRequest(`http://${host}${path}`, options, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      request.on('error', reject).end();
    });
  }
  const copy = (...argv: string[]): Promise<Outcome> => {
    const home = files.path('skopeo');
    mkdirSync(home, { recursive: true });
    const env = { HOME: home, TMPDIR: home, PATH: '/usr/bin:/bin' };
    return command([skopeo, '--insecure-policy', 'copy', '--format', 'v2s1', ...argv], { env });
  };

  it('gets images from mirror-images as schema 2, and gives them to old clients as schema 1', async () => {
    const mirrored = await old.errand('mirror-images');
    assert.equal(mirrored.status, 0, mirrored.stderr);
    const stored = await ask('/v2/org/app/manifests/v1', { accept: schema2 });
    assert.equal(stored.headers['content-type'], schema2);
    const digest = digestOf(Buffer.from(stored.body));
    assert.match(mirrored.stdout, new RegExp(`^copied .* ${digest} \\(as Docker schema 2, so the digest changes; `));
    const again = await old.errand('mirror-images');
    assert.match(again.stdout, /^kept .*\n0 copied, 0 updated, 1 kept, 0 failed\n$/);
    const pulled = await ask('/v2/org/app/manifests/v1');
    assert.equal(pulled.headers['content-type'], schema1);
    const manifest = JSON.parse(pulled.body) as {
      fsLayers: { blobSum: string }[];
      history: { v1Compatibility: string }[];
    };
    const [, ...layers] = amd64.blobs.map(digestOf);
    assert.deepEqual(manifest.fsLayers.map(({ blobSum }) => blobSum).reverse(), layers);
    assert.equal((JSON.parse(manifest.history[0]?.v1Compatibility ?? '') as YamlMap)['architecture'], 'amd64');
  });

  it('takes and gives schema 1 with skopeo', async () => {
    const layout = writeLayout(files.path('layout'), [amd64]);
    await copy('--dest-tls-verify=false', '--dest-no-creds', `oci:${layout}:latest`, `docker://${host}/${guid}:latest`);
    const stored = await ask(`/v2/${guid}/manifests/latest`);
    assert.equal(stored.headers['content-type'], schema1);
    for (const repository of [`${guid}:latest`, 'org/app:v1']) {
      const folder = files.path(`pulled-${repository.length}`);
      await copy('--src-tls-verify=false', '--src-no-creds', `docker://${host}/${repository}`, `dir:${folder}`);
      const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as YamlMap;
      assert.equal(manifest['schemaVersion'], 1);
      for (const layer of amd64.blobs.slice(1)) {
        const file = digestOf(layer).slice('sha256:'.length);
        assert.equal(digestOf(readFileSync(`${folder}/${file}`)), digestOf(layer));
      }
    }
  });

  it('refuses pushes from other networks', async () => {
    const push = { method: 'POST' };
    assert.equal((await ask(`/v2/${guid}/blobs/uploads/`, push)).status, 202);
    assert.equal((await ask(`/v2/${guid}/blobs/uploads/`, { ...push, from: elsewhere })).status, 401);
    assert.equal((await ask(`/v2/${guid}/manifests/latest`, { from: elsewhere })).status, 401);
  });

  it('runs under the rules of BPM without it, and passes the check of consul', async () => {
    const pid = old.monit.pid(job);
    assert.ok(pid !== undefined);
    const check = ['/var/vcap/jobs/docker-registry/bin/dns_health_check'];
    const asVcap = ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', '--', ...check];
    assert.equal((await old.machine.run(asVcap, { mayFail: true })).status, 0);
    const status = old.machine.read(`/proc/${pid}/status`) ?? '';
    assert.match(status, /^Uid:\t1000\t1000\t1000\t1000$/m);
    assert.match(status, /^Gid:\t1000\t1000\t1000\t1000$/m);
    assert.match(status, /^Groups:\s*$/m);
    assert.match(status, /^CapEff:\t0+$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    const hard = Number((await old.machine.run(['bash', '-c', 'ulimit -Hn'])).stdout) || Infinity;
    const files = /^Max open files\s+(\d+)\s/m.exec(old.machine.read(`/proc/${pid}/limits`) ?? '')?.[1];
    assert.equal(Number(files), Math.min(65536, hard));
    const environment = (old.machine.read(`/proc/${pid}/environ`) ?? '').split('\0').map((line) => line.split('=')[0]);
    const expected = ['HOME', 'LANG', 'OTEL_TRACES_EXPORTER', 'PATH', 'TMPDIR'];
    assert.deepEqual(environment.filter(Boolean).sort(), expected);
    await old.kill(job);
    await old.back(job, pid);
    const before = (await ask(`/v2/${guid}/manifests/latest`)).headers['docker-content-digest'];
    await old.stop();
    assert.equal(old.monit.pid(job), undefined);
    assert.match(old.log(job, 'drain.log'), /process \d+ ended after/);
    assert.equal((await old.machine.run(check, { mayFail: true })).status, 2);
    await old.start();
    assert.equal((await ask(`/v2/${guid}/manifests/latest`)).headers['docker-content-digest'], before);
  });
});
