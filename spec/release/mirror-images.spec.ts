/** The job mirror-images: from one registry into another, both of this release, through a gate that counts. */
import assert from 'node:assert/strict';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import type { Outcome } from '../support/agent/command.js';
import { type Release } from '../support/agent/release.js';
import { newAddress } from '../support/registry/addresses.js';
import { type Authority } from '../support/registry/certificates.js';
import { Client, digestOf, imageIndex } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { type Gate, startGate } from '../support/registry/gate.js';
import { type Image, makeImage, makeIndex, missingParts, pushImage } from '../support/registry/images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const mirror = 'mirror-images';

describe('the job mirror-images', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  let release: Release;
  let authority: Authority;
  let source: Registry;
  let upstream: Client;
  let gate: Gate;
  let target: Registry | undefined;
  let client: Client;

  const images: Record<string, Image> = { amd64: makeImage([300_000, 100]), arm64: makeImage([200_000]) };
  const amd64 = images['amd64'] as Image;
  const index = makeIndex(images);

  before(async function () {
    ({ release, authority } = await runnableRelease(this, files));
    source = await deployRegistry(release, authority);
    upstream = new Client(source, admin);
    gate = await startGate(newAddress(), source);
    assert.equal(await pushImage(upstream, 'single', 'v1', amd64), 201);
    for (const image of Object.values(images)) {
      assert.equal(await pushImage(upstream, 'multi', image.digest, image), 201);
    }
    assert.equal(await upstream.pushManifest('multi', 'v1', index, imageIndex), 201);
  });
  after(async () => {
    await gate?.close();
    upstream?.close();
    await source?.instance.remove();
  });
  afterEach(async () => {
    client?.close();
    await target?.instance.remove();
    target = undefined;
  });

  /** Deploys a registry with the job beside it; images come through the gate. */
  async function deploy(list: readonly YamlMap[], properties: YamlMap = {}): Promise<Registry> {
    const from = (image: YamlMap): YamlMap => ({ ...image, from: `${gate.host}/${image['from'] as string}` });
    const given: YamlMap = {
      images: list.map(from),
      sources: { [gate.host]: { tls: false, username: admin.user, password: admin.password } },
      username: admin.user,
      password: admin.password,
      ...properties,
    };
    target = await deployRegistry(release, authority, {
      beside: ({ link }) => [{ name: mirror, properties: given, links: { 'docker-registry': link } }],
    });
    client = new Client(target, admin);
    gate.passed();
    return target;
  }

  /** The writing requests that the target has answered so far. */
  const writes = ({ instance }: Registry): number =>
    [...instance.log('docker-registry', 'docker-registry.stdout.log').matchAll(/"(PUT|POST|PATCH) /g)].length;
  const pulls = (): string[] => gate.passed().filter((line) => line.startsWith('GET ') && line !== 'GET /v2/');
  const linesOf = ({ stdout }: Outcome): string[] => stdout.trim().split('\n');

  it('copies images of one and of several platforms, every digest the same, and a second time nothing', async () => {
    const { instance, host } = await deploy([
      { from: 'single:v1', to: 'org/single:v1' },
      { from: 'multi:v1', to: 'multi:stable' },
    ]);
    const first = await instance.errand(mirror);
    assert.equal(first.status, 0, first.stderr);
    assert.deepEqual(linesOf(first), [
      `copied  ${gate.host}/single:v1 -> ${host}/org/single:v1 ${amd64.digest}`,
      `copied  ${gate.host}/multi:v1 -> ${host}/multi:stable ${digestOf(index)}`,
      '2 copied, 0 updated, 0 kept, 0 failed',
    ]);
    assert.equal(digestOf((await client.manifest('org/single', 'v1')).body), amd64.digest);
    assert.equal(digestOf((await client.manifest('multi', 'stable')).body), digestOf(index));
    assert.deepEqual(await missingParts(client, 'org/single', amd64), []);
    for (const image of Object.values(images)) assert.deepEqual(await missingParts(client, 'multi', image), []);

    assert.notDeepEqual(pulls(), []);
    const before = writes(target as Registry);
    assert.ok(before > 0);
    const second = await instance.errand(mirror);
    assert.equal(linesOf(second).at(-1), '0 copied, 0 updated, 2 kept, 0 failed');
    assert.deepEqual(pulls(), []);
    assert.equal(writes(target as Registry), before);
  });

  it('shows how much has come on a terminal, and there alone', async () => {
    const { instance } = await deploy([{ from: 'single:v1', to: 'shown:v1' }]);
    const run = `/var/vcap/jobs/${mirror}/bin/run`;
    const shown = await instance.machine.run(['script', '--quiet', '--return', '--command', run, '/dev/null']);
    assert.match(shown.stdout, /copying \S+ -> \S+shown:v1: 0\.0 MiB of \d+\.\d MiB/);
    assert.match(shown.stdout, /\r\x1b\[Kcopied {2}/);
  });

  it('goes on after a bad entry, and tells by its exit code', async () => {
    const missing = `sha256:${'0'.repeat(64)}`;
    const { instance } = await deploy([
      { from: 'not-there:v1', to: 'not-there:v1' },
      { from: 'single:v1', to: 'wrong:v1', digest: missing },
      { from: 'single:v1', to: 'denied:v1', username: admin.user, password: 'a wrong one' },
      { from: 'multi:v1', to: 'platform:v1', platforms: ['linux/s390x'] },
      { from: 'single:v1', to: 'single:v1', digest: amd64.digest },
    ]);
    const outcome = await instance.errand(mirror);
    assert.equal(outcome.status, 3);
    const failures = outcome.stderr.trim().split('\n');
    assert.equal(failures.length, 4, outcome.stderr);
    assert.match(failures[0] ?? '', /^FAILED .*not-there:v1: .*not found/);
    assert.match(failures[1] ?? '', /^FAILED .*wrong:v1: .*not found/);
    assert.match(failures[2] ?? '', /^FAILED .*denied:v1: .*unauthorized.*is there a username and a password for it/);
    assert.match(failures[3] ?? '', /platform:v1: it is not for linux\/s390x; it is for linux\/amd64, linux\/arm64$/);
    assert.ok(!outcome.stderr.includes('a wrong one') && !outcome.stderr.includes(admin.password), outcome.stderr);
    assert.equal(linesOf(outcome).at(-1), '1 copied, 0 updated, 0 kept, 4 failed');
    assert.deepEqual(await missingParts(client, 'single', amd64), []);
  });

  it('resumes a run that was killed: what has arrived is not copied again', async () => {
    const big = makeImage([2_000_000, 1_000_000, 500_000, 100_000]);
    assert.equal(await pushImage(upstream, 'big', 'v1', big), 201);
    const { instance } = await deploy([{ from: 'big:v1', to: 'big:v1' }]);
    const [last, ...others] = big.blobs.map(digestOf).reverse();
    gate.hold(String(last));
    const killed = instance.errand(mirror);
    const deadline = Date.now() + 30_000;
    for (const digest of others) {
      while ((await client.blob('big', digest)).status !== 200) assert.ok(Date.now() < deadline, `${digest} is late`);
    }
    const { stdout } = await instance.machine.run(['pgrep', '-f', 'bin/mirror-images run']);
    const pid = stdout.trim();
    assert.ok(!(instance.machine.read(`/proc/${pid}/cmdline`) ?? '').includes(admin.password));
    assert.ok(!(instance.machine.read(`/proc/${pid}/environ`) ?? '').includes(admin.password));
    await instance.machine.run(['kill', '-KILL', pid]);
    assert.equal((await killed).status, 137);
    gate.open();
    const first = pulls();
    for (const digest of others) assert.equal(first.filter((line) => line.endsWith(digest)).length, 1, digest);
    const outcome = await instance.errand(mirror);
    assert.equal(outcome.status, 0, outcome.stderr);
    const blobs = pulls().filter((line) => line.includes('/blobs/'));
    assert.deepEqual(blobs, [`GET /v2/big/blobs/${String(last)}`]);
    assert.deepEqual(await missingParts(client, 'big', big), []);
  });

  for (const enabled of [true, false]) {
    it(`copies on a schedule, ${enabled ? 'under' : 'without'} BPM`, async () => {
      const { instance } = await deploy([{ from: 'single:v1', to: 'single:v1' }], {
        schedule: '@every 1s',
        bpm: { enabled },
      });
      const deadline = Date.now() + 20_000;
      while ((await client.manifest('single', 'v1')).status !== 200) {
        assert.ok(Date.now() < deadline, instance.log(mirror, 'mirror-images.stderr.log'));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      assert.match(instance.log(mirror, 'mirror-images.stdout.log'), /^\S+Z the next run is at /);
      await instance.stop();
      assert.equal(instance.monit.pid(mirror), undefined);
    });
  }
});
