/** S3 through a real server: two instances behind one address, one of which is killed while clients work. */
import assert from 'node:assert/strict';
import type { Link } from '../../src/gen-manifest/erb/job.js';
import { needTool } from '../support/agent/tools.js';
import { newAddress } from '../support/registry/addresses.js';
import { type Balancer, startBalancer } from '../support/registry/balancer.js';
import { Client, digestOf } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { makeImage, makeIndex, missingParts, pushImage, writeLayout } from '../support/registry/images.js';
import { startPushers } from '../support/registry/pushers.js';
import { regctl } from '../support/registry/real-clients.js';
import { type Bucket, startS3 } from '../support/registry/s3-server.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const job = 'docker-registry';
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('two instances on S3, behind one address', function () {
  this.timeout(240_000);
  const files = temporaryFiles();
  const addresses = [newAddress(), newAddress()] as const;
  const front = newAddress();
  let registries: readonly Registry[] = [];
  let clients: readonly Client[] = [];
  let bucket: Bucket;
  let balancer: Balancer;
  let together: Registry;
  let client: Client;

  before(async function () {
    const program = needTool(this, 'versitygw');
    const { release, authority } = await runnableRelease(this, files);
    bucket = await startS3(program, authority);
    const instances = addresses.map((address, index) => {
      return { name: 'registry', index, id: `id-${index}`, az: 'z1', address, bootstrap: index === 0 };
    });
    const links: Record<string, Link> = { peers: { instances, properties: {}, address: front } };
    const properties = { storage: bucket.storage, http: { secret: 'the same on both instances' } };
    const deploy = async (index: number): Promise<Registry> =>
      deployRegistry(release, authority, {
        ...{ properties, links, index, address: addresses[index] ?? '', subjects: [front], persistentDiskMb: 0 },
        beside: () => [{ name: 'collect-garbage', properties: { dry_run: false } }],
      });
    registries = [await deploy(0), await deploy(1)];
    clients = registries.map((registry) => new Client(registry, admin));
    // An instance that starts takes pushes once it knows that no other one collects garbage: 30 s where one is away.
    for (const one of clients) {
      while ((await one.ask('/v2/s3/ready/blobs/uploads/', { method: 'POST' })).status !== 202) await wait(200);
    }
    balancer = await startBalancer(
      front,
      registries.map(({ host }) => host),
    );
    together = { ...(registries[0] as Registry), host: balancer.host };
    client = new Client(together, admin);
  });

  after(async () => {
    for (const one of [client, ...clients]) one?.close();
    await balancer?.close();
    await Promise.all(registries.map(({ instance }) => instance.remove()));
    await bucket?.machine.remove();
  });

  it('serve what the other took, and go on with an upload that the other began', async () => {
    const [one, other] = clients as [Client, Client];
    const image = makeImage([1_000_000, 10]);
    assert.equal(await pushImage(one, 's3/app', 'v1', image), 201);
    assert.deepEqual(await missingParts(other, 's3/app', image), []);

    const content = makeImage([6_000_000]).blobs[1] as Buffer;
    const path = (location: string | undefined): string => {
      const url = new URL(location ?? '', 'https://any');
      return url.pathname + url.search;
    };
    const start = await one.ask('/v2/s3/moved/blobs/uploads/', { method: 'POST' });
    const half = content.subarray(0, 3_000_000);
    const first = await other.ask(path(start.headers.location), { method: 'PATCH', body: half });
    assert.equal(first.status, 202, first.body.toString());
    const second = await one.ask(path(first.headers.location), {
      method: 'PATCH',
      body: content.subarray(half.length),
    });
    assert.equal(second.status, 202, second.body.toString());
    const end = `${path(second.headers.location)}&digest=${digestOf(content)}`;
    const done = await other.ask(end, { method: 'PUT' });
    assert.equal(done.status, 201, done.body.toString());
    assert.equal(digestOf((await one.blob('s3/moved', digestOf(content))).body), digestOf(content));
  });

  it('serve a real client through the one address', async function () {
    const tool = regctl(needTool(this, 'regctl'), files.folder, together)(admin);
    const images = { amd64: makeImage([200_000]), arm64: makeImage([300_000]) };
    const index = makeIndex(images);
    const layout = writeLayout(files.path('multi'), Object.values(images), index);
    const pushed = await tool.push(layout, 's3/multi:v1');
    assert.equal(pushed.status, 0, pushed.stderr);
    const pulled = await tool.pull(`s3/multi@${digestOf(index)}`, files.path('pulled'));
    assert.equal(pulled.status, 0, pulled.stderr);
    const deleted = await tool.remove(`s3/multi@${digestOf(index)}`);
    assert.equal(deleted.status, 0, deleted.stderr);
  });

  it('lose nothing, and clients that try again succeed, when one is killed under load', async () => {
    const image = makeImage([500_000, 500_000]);
    assert.equal(await pushImage(client, 's3/pulled', 'v1', image), 201);
    const inTurn = new Client(together, admin, false);
    const pushers = startPushers(inTurn, { count: 3, bytes: 200_000, tries: 20 });
    let going = true;
    let pulls = 0;
    const failed: string[] = [];
    const pull = async (): Promise<void> => {
      while (going) {
        let missing: string[] = ['not tried'];
        for (let tries = 0; tries < 5 && missing.length > 0; tries++) {
          // As clients do, it waits before it tries again.
          if (tries > 0) await wait(200);
          missing = await missingParts(inTurn, 's3/pulled', image).catch((error: Error) => [error.message]);
        }
        pulls += 1;
        failed.push(...missing);
      }
    };
    const pullers = [pull(), pull()];
    const victim = (registries[0] as Registry).instance;
    for (let kills = 0; kills < 6; kills++) {
      await wait(1000 + Math.random() * 500);
      const before = victim.monit.pid(job);
      await victim.kill(job);
      await victim.back(job, before);
    }
    going = false;
    await Promise.all([...pullers, pushers.stop()]);
    assert.deepEqual(failed, []);
    assert.equal(pushers.givenUp(), 0);
    assert.ok(pushers.failures() > 0, 'no push was hit');
    assert.ok(pulls > 10 && pushers.pushed.length > 10, `${pulls} pulls, ${pushers.pushed.length} pushes`);
    const lost: string[] = [];
    for (const { repository, image: one } of pushers.pushed) {
      for (const instance of clients) lost.push(...(await missingParts(instance, repository, one)));
    }
    assert.deepEqual(lost, []);
    const { length } = pushers.pushed;
    process.stdout.write(
      `      ${pulls} pulls and ${length} pushes succeeded after ${pushers.failures()} new tries, 0 were lost\n`,
    );
  });

  it('collect garbage only when both confirm that they are read-only', async () => {
    const [one, other] = registries as [Registry, Registry];
    const gone = makeImage([100_000]);
    assert.equal(await pushImage(client, 's3/gone', 'v1', gone), 201);
    assert.equal((await client.ask(`/v2/s3/gone/manifests/${gone.digest}`, { method: 'DELETE' })).status, 202);
    await other.instance.stop();
    const alone = await one.instance.errand('collect-garbage');
    assert.notEqual(alone.status, 0, alone.stdout);
    assert.match(alone.stderr, /not every instance is read-only/);
    assert.equal((await (clients[0] as Client).blob('s3/gone', digestOf(gone.blobs[1] as Buffer))).status, 200);
    process.stdout.write(`      with one away: ${(alone.stderr.trim() || alone.stdout.trim()).slice(0, 300)}\n`);
    assert.equal(await pushImage(clients[0] as Client, 's3/after', 'v1', makeImage([10])), 201);
    await other.instance.start();
    const both = await one.instance.errand('collect-garbage');
    assert.equal(both.status, 0, both.stderr);
    assert.match(both.stdout, /removed /);
    const second = await other.instance.errand('collect-garbage');
    assert.equal(second.status, 0, second.stderr);
    for (const instance of clients) {
      assert.equal((await instance.blob('s3/gone', digestOf(gone.blobs[1] as Buffer))).status, 404);
    }
    for (const instance of clients) {
      assert.equal(await pushImage(instance, 's3/gone', 'v2', gone), 201);
      assert.deepEqual(await missingParts(instance, 's3/gone', gone), []);
    }
  });
});
