/** The errands, backup and restore, and what of them clients notice. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { DeployedJob } from '../support/agent/jobs.js';
import { backup, restore } from '../support/agent/bbr.js';
import { type Release } from '../support/agent/release.js';
import { type Authority } from '../support/registry/certificates.js';
import { Client, digestOf } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry, type RegistryOptions } from '../support/registry/deployment.js';
import { type Image, makeImage, missingParts, pushImage } from '../support/registry/images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const job = 'docker-registry';
const store = '/var/vcap/store/docker-registry/docker/registry/v2';

describe('operating the registry', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  let release: Release;
  let authority: Authority;
  const registries: { registry: Registry; client: Client }[] = [];

  before(async function () {
    ({ release, authority } = await runnableRelease(this, files));
  });

  async function deploy(options: RegistryOptions = {}): Promise<{ registry: Registry; client: Client }> {
    const registry = await deployRegistry(release, authority, { persistentDiskMb: 1024, ...options });
    const made = { registry, client: new Client(registry, admin) };
    registries.push(made);
    return made;
  }

  afterEach(async () => {
    for (const { registry, client } of registries.splice(0)) {
      client.close();
      await registry.instance.remove();
    }
  });

  /** The digests of the blobs on the disk. */
  async function blobsOnDisk({ instance }: Registry): Promise<Set<string>> {
    const { stdout } = await instance.machine.run(['find', `${store}/blobs/sha256`, '-name', 'data']);
    return new Set([...stdout.matchAll(/\/([0-9a-f]{64})\/data$/gm)].map(([, hex]) => `sha256:${hex ?? ''}`));
  }

  async function bytesOnDisk({ instance }: Registry): Promise<number> {
    return Number((await instance.machine.run(['du', '-sb', store])).stdout.split('\t')[0]);
  }

  const digests = ({ digest, blobs }: Image): string[] => [digest, ...blobs.map(digestOf)];
  const minus = (all: Iterable<string>, some: Iterable<string>): string[] => {
    const left = new Set(some);
    return [...all].filter((one) => !left.has(one)).sort();
  };

  /** Pulls an image over and over until it is told to stop; gives what went wrong. */
  function startPulling(client: Client, repository: string, image: Image): () => Promise<string[]> {
    let going = true;
    const wrong: string[] = [];
    const work = (async () => {
      while (going)
        wrong.push(...(await missingParts(client, repository, image).catch((error: Error) => [error.message])));
    })();
    return async () => {
      going = false;
      await work;
      return wrong;
    };
  }

  const collector = (): readonly DeployedJob[] => [{ name: 'collect-garbage' }];
  const collect = (registry: Registry, ...flags: string[]) =>
    registry.instance.machine.run(['/var/vcap/jobs/collect-garbage/bin/run', ...flags]);

  it('frees the space of deleted images and nothing else, while pulls go on', async () => {
    const { registry, client } = await deploy({ beside: collector });
    const kept = makeImage([2_000_000, 100_000]);
    const sharedLayer = kept.blobs[1] as Buffer;
    const gone = makeImage([3_000_000, 50_000], 'arm64', [sharedLayer]);
    const untagged = makeImage([400_000]);
    assert.equal(await pushImage(client, 'gc/kept', 'v1', kept), 201);
    assert.equal(await pushImage(client, 'gc/gone', 'v1', gone), 201);
    assert.equal(await pushImage(client, 'gc/untagged', untagged.digest, untagged), 201);
    assert.equal((await client.ask(`/v2/gc/gone/manifests/${gone.digest}`, { method: 'DELETE' })).status, 202);
    const before = await blobsOnDisk(registry);
    assert.deepEqual(minus([...digests(kept), ...digests(gone), ...digests(untagged)], before), []);

    const dry = await registry.instance.errand('collect-garbage');
    assert.equal(dry.status, 0, dry.stderr);
    assert.deepEqual(minus(before, await blobsOnDisk(registry)), []);
    const expected = minus(digests(gone), [digestOf(sharedLayer)]);
    for (const digest of expected) assert.ok(dry.stdout.includes(digest), `${digest} is not in\n${dry.stdout}`);

    const bytes = await bytesOnDisk(registry);
    const stopPulling = startPulling(client, 'gc/kept', kept);
    const { stdout } = await collect(registry, '--no-dry-run');
    assert.deepEqual(await stopPulling(), []);
    assert.deepEqual(minus(before, await blobsOnDisk(registry)), expected);
    const freed = bytes - (await bytesOnDisk(registry));
    const removed = [gone.manifest, ...gone.blobs.filter((blob) => blob !== sharedLayer)];
    const wanted = removed.reduce((sum, content) => sum + content.length, 0);
    // Folders and links go with the blobs.
    assert.ok(freed >= wanted && freed < wanted + 100_000, `${freed} bytes were freed, ${wanted} expected`);
    process.stdout.write(`      ${stdout.trim().split('\n').at(-1) ?? ''}\n`);
    assert.deepEqual(await missingParts(client, 'gc/untagged', untagged), []);

    await collect(registry, '--no-dry-run', '--delete-untagged');
    assert.deepEqual(minus(before, await blobsOnDisk(registry)), [...expected, ...digests(untagged)].sort());
    assert.deepEqual(await missingParts(client, 'gc/kept', kept), []);
    // What is gone can be pushed again: nothing remembers that it was there.
    assert.equal(await pushImage(client, 'gc/gone', 'v2', gone), 201);
    assert.deepEqual(await missingParts(client, 'gc/gone', gone), []);
  });

  it('gives every digest back after backup, wipe and restore', async () => {
    const archive = files.path('backup.tar');
    const images = [makeImage([500_000, 20]), makeImage([100_000]), makeImage([1])];
    const first = await deploy();
    for (const [index, image] of images.entries()) {
      assert.equal(await pushImage(first.client, `backup/app-${index}`, 'v1', image), 201);
    }
    const during = makeImage([10]);
    await backup(first.registry.instance.machine, job, archive, async (step) => {
      if (step !== 'pre-backup-lock') return;
      const answer = await first.client.ask('/v2/backup/locked/blobs/uploads/', { method: 'POST' });
      assert.ok(
        answer.status === 405 || answer.status === 503,
        `a push during a backup was answered with ${answer.status}`,
      );
      assert.deepEqual(await missingParts(first.client, 'backup/app-0', images[0] as Image), []);
    });
    assert.equal(await pushImage(first.client, 'backup/locked', 'v1', during), 201);
    await first.registry.instance.remove();

    const { registry, client } = await deploy();
    assert.equal(await pushImage(client, 'backup/not-in-it', 'v1', during), 201);
    await restore(registry.instance.machine, job, archive);
    for (const [index, image] of images.entries()) {
      assert.deepEqual(await missingParts(client, `backup/app-${index}`, image), []);
      assert.equal((await client.manifest(`backup/app-${index}`, 'v1')).status, 200);
    }
    assert.equal((await client.manifest('backup/not-in-it', 'v1')).status, 404);
    assert.equal(await pushImage(client, 'backup/after', 'v1', during), 201);
    assert.equal((await registry.instance.machine.run(['stat', '-c', '%U', `${store}/blobs`])).stdout, 'vcap\n');
  });

  it('makes no backup of a registry that was started again since it was locked', async () => {
    const { registry } = await deploy();
    const { machine, monit } = registry.instance;
    const restarted = backup(machine, job, files.path('torn.tar'), async (step) => {
      if (step !== 'pre-backup-lock') return;
      const before = monit.pid(job);
      await registry.instance.kill(job);
      await registry.instance.back(job, before);
    });
    await assert.rejects(restarted, /started again during the backup and took pushes/);
  });

  describe('the errand smoke-tests', () => {
    const smoke = (properties: NonNullable<DeployedJob['properties']>): RegistryOptions => ({
      beside: ({ link }) => [{ name: 'smoke-tests', properties, links: { 'docker-registry': link } }],
    });

    it('says in one line each what it did, and leaves nothing behind', async () => {
      const { registry, client } = await deploy(smoke({ username: admin.user, password: admin.password }));
      const { status, stdout, stderr } = await registry.instance.errand('smoke-tests');
      assert.equal(status, 0, stderr);
      assert.equal(stderr, '');
      const lines = stdout.trim().split('\n');
      assert.ok(lines.length >= 6 && lines.every((line) => line.startsWith('ok: ')), stdout);
      assert.match(stdout, /a wrong password was refused/);
      const config = '/var/vcap/jobs/smoke-tests/config';
      const files_ = [`${config}/regctl.json`, `${config}/regctl-wrong-password.json`];
      const modes = await registry.instance.machine.run(['stat', '-L', '-c', '%a %U:%G', ...files_]);
      assert.equal(modes.stdout, '600 root:root\n'.repeat(2));
      const tags = await client.ask('/v2/smoke-tests/tags/list');
      assert.ok(tags.status === 404 || /"tags":(null|\[\])/.test(tags.body.toString()), tags.body.toString());
    });

    it('fails, and says where, with a wrong password and without a registry', async () => {
      const { registry } = await deploy(smoke({ username: admin.user, password: 'wrong' }));
      const wrong = await registry.instance.errand('smoke-tests');
      assert.notEqual(wrong.status, 0);
      assert.match(wrong.stderr, /FAILED: could not push /);
      await registry.instance.stop();
      const away = await registry.instance.errand('smoke-tests');
      assert.notEqual(away.status, 0);
      assert.match(away.stderr, /FAILED: could not push /);
    });
  });

  it('keeps images over a change of properties, and takes new passwords', async () => {
    const { registry, client } = await deploy();
    const image = makeImage([1000]);
    assert.equal(await pushImage(client, 'update/app', 'v1', image), 201);
    const jobs = registry.instance.deployed.map((one) => ({
      ...one,
      properties: { ...one.properties, users: { admin: { passwords: ['new', admin.password], roles: ['admin'] } } },
    }));
    await registry.instance.update(jobs);
    assert.deepEqual(await missingParts(client, 'update/app', image), []);
    assert.deepEqual(
      await missingParts(new Client(registry, { user: 'admin', password: 'new' }), 'update/app', image),
      [],
    );
    assert.equal(existsSync('/var/vcap/store/docker-registry'), false);
  });
});
