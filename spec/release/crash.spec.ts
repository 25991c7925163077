/** What was pushed stays, whatever happens to the process or the disk; what has begun is finished at a stop. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Release } from '../support/agent/release.js';
import { type Authority } from '../support/registry/certificates.js';
import { Client, digestOf } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { makeImage, missingParts, pushImage } from '../support/registry/images.js';
import { startPushers } from '../support/registry/pushers.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const job = 'docker-registry';
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Seconds that the upload takes during which the job is stopped: more than the 15 that BPM would leave it. */
const uploadSeconds = 40;

describe('pushes, when something happens', function () {
  this.timeout(300_000);
  const files = temporaryFiles();
  let release: Release;
  let authority: Authority;
  let registry: Registry | undefined;
  let client: Client;

  before(async function () {
    ({ release, authority } = await runnableRelease(this, files));
  });

  async function deploy(persistentDiskMb: number): Promise<Registry> {
    registry = await deployRegistry(release, authority, { persistentDiskMb });
    client = new Client(registry, admin);
    return registry;
  }

  afterEach(async () => {
    client?.close();
    await registry?.instance.remove();
    registry = undefined;
  });

  it('keeps every image whose push succeeded, through 50 times kill -9', async () => {
    const { instance } = await deploy(4096);
    const pushers = startPushers(client, { count: 3, bytes: 300_000, tries: 1 });
    for (let kills = 0; kills < 50; kills++) {
      await wait(50 + Math.random() * 300);
      const before = instance.monit.pid(job);
      await instance.kill(job);
      await instance.back(job, before);
    }
    await pushers.stop();
    assert.ok(pushers.failures() > 0, 'no push was hit');
    assert.ok(pushers.pushed.length > 50, `only ${pushers.pushed.length} pushes succeeded`);
    const lost: string[] = [];
    for (const { repository, image } of pushers.pushed) lost.push(...(await missingParts(client, repository, image)));
    assert.deepEqual(lost, []);
    process.stdout.write(
      `      ${pushers.pushed.length} pushes succeeded, ${pushers.failures()} failed, 0 were lost\n`,
    );
  });

  it('says so when the disk is full, goes on serving, and takes pushes again once there is room', async () => {
    const { instance } = await deploy(30);
    const [small, large] = [makeImage([8_000_000]), makeImage([40_000_000])];
    assert.equal(await pushImage(client, 'disk/small', 'v1', small), 201);
    const start = await client.ask('/v2/disk/large/blobs/uploads/', { method: 'POST' });
    const answer = await client.ask(start.headers.location ?? '', { method: 'PATCH', body: large.blobs[1] as Buffer });
    assert.ok(answer.status >= 500 && answer.status < 600, `the answer is ${answer.status}`);
    assert.match(answer.body.toString(), /"errors":.*no space left on device/);
    process.stdout.write(`      disk full: ${answer.status} ${answer.body.toString().trim().slice(0, 300)}\n`);
    assert.deepEqual(await missingParts(client, 'disk/small', small), []);
    const whole = await pushImage(client, 'disk/large', 'v1', large);
    assert.ok(whole >= 500 && whole < 600, `the answer to a whole push is ${whole}`);
    assert.notEqual(instance.monit.pid(job), undefined);
    assert.equal(instance.monit.restarts.size, 0);
    // An operator makes room: unfinished uploads go.
    await instance.machine.run([
      'sh',
      '-c',
      'rm -rf /var/vcap/store/docker-registry/docker/registry/v2/repositories/*/*/_uploads/*',
    ]);
    const next = makeImage([8_000_000]);
    assert.equal(await pushImage(client, 'disk/next', 'v1', next), 201);
    assert.deepEqual(await missingParts(client, 'disk/next', next), []);
  });

  it(`finishes an upload of ${uploadSeconds} s and a pull that had begun when the job is stopped`, async () => {
    const { instance, host } = await deploy(1024);
    const present = makeImage([20_000_000]);
    assert.equal(await pushImage(client, 'drain/present', 'v1', present), 201);
    const pieces = Array.from({ length: uploadSeconds * 4 }, () => randomBytes(50_000));
    const content = Buffer.concat(pieces);
    async function* slowly(): AsyncGenerator<Buffer> {
      for (const piece of pieces) {
        yield piece;
        await wait(250);
      }
    }
    const start = await client.ask('/v2/drain/app/blobs/uploads/', { method: 'POST' });
    const upload = client.ask(start.headers.location ?? '', {
      method: 'PATCH',
      body: Readable.from(slowly()),
      headers: { 'content-type': 'application/octet-stream' },
    });
    const layer = present.blobs[1] as Buffer;
    // More than what fits into the buffers between them, at 16 KiB every 20 ms: about 25 s.
    const pull = client.ask(`/v2/drain/present/blobs/${digestOf(layer)}`, { pauseMs: 20 });
    const pulled = pull.then(() => performance.now());
    await wait(1000);
    const stopping = performance.now();
    const stopped = instance.stop();
    await wait(1000);
    const refused = await new Client({ host, authority }, admin)
      .ask('/v2/drain/other/blobs/uploads/', { method: 'POST' })
      .then(({ status }) => status)
      .catch(() => 0);
    assert.ok(refused === 0 || refused >= 400, `a push that began while the job stopped was answered with ${refused}`);
    const patched = await upload;
    assert.equal(patched.status, 202);
    const url = new URL(patched.headers.location ?? '', `https://${host}`);
    url.searchParams.set('digest', digestOf(content));
    assert.equal((await client.ask(url.pathname + url.search, { method: 'PUT' })).status, 201);
    assert.equal(digestOf((await pull).body), digestOf(layer));
    assert.ok((await pulled) - stopping > 5000, 'the pull was over before the stop had begun');
    await stopped;
    const seconds = (performance.now() - stopping) / 1000;
    assert.ok(seconds > uploadSeconds - 3, `the job stopped after ${seconds} s`);
    await instance.start();
    assert.equal(digestOf((await client.blob('drain/app', digestOf(content))).body), digestOf(content));
  });
});
