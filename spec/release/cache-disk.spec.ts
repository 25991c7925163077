/** The disk of the cache: three times more than it holds is pulled through it, and it is killed meanwhile. */
import assert from 'node:assert/strict';
import { statfsSync } from 'node:fs';
import { type Cache, cell, deployHubAndCache } from '../support/registry/cache.js';
import { Client } from '../support/registry/client.js';
import { admin, type Registry } from '../support/registry/deployment.js';
import { pushImage } from '../support/registry/images.js';
import { largeImage, largeLayer, pullLarge } from '../support/registry/large-images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const diskMib = 1024;
const limitPercent = 85;
const layerMib = 96;
/** Images of four layers: 3 GiB of them, of which the first two share two layers. */
const images = 8;
const service = 'docker-cache-hub';

describe('the disk of the cache', function () {
  this.timeout(900_000);
  const files = temporaryFiles();
  let upstream: Registry;
  let cache: Cache;
  let cached: Registry;

  before(async function () {
    const { release, authority } = await runnableRelease(this, files);
    ({ upstream, cache, cached } = await deployHubAndCache(release, authority, { hubMb: 3600, cacheMb: diskMib }));
    const owner = new Client(upstream, admin);
    const shared = [largeLayer(layerMib * 2 ** 20), largeLayer(layerMib * 2 ** 20)];
    for (let index = 0; index < images; index++) {
      const own = Array.from({ length: index < 2 ? 2 : 4 }, () => largeLayer(layerMib * 2 ** 20));
      const image = largeImage(`v${index}`, index < 2 ? [...shared, ...own] : own);
      assert.equal(await pushImage(owner, `disk/app-${index}`, 'v1', image), 201);
    }
    owner.close();
  });

  after(async () => {
    await cache?.instance.remove();
    await upstream?.instance.remove();
  });

  /** The part of the disk that is used, as df counts, in percent. */
  function usedPercent(): number {
    const { blocks, bfree, bavail } = statfsSync(cache.instance.machine.outside('/var/vcap/store'));
    return ((blocks - bfree) / (blocks - bfree + bavail)) * 100;
  }

  it('stays under its limit while every pull succeeds, whatever kills the process', async () => {
    let most = 0;
    const watching = setInterval(() => (most = Math.max(most, usedPercent())), 50);
    const pull = (index: number): Promise<number> => pullLarge(cached, cell, `disk/app-${index}`, 'v1');
    try {
      for (let index = 0; index < images; index++) {
        await Promise.all([pull(index), pull((index + 1) % 2)]);
        if (index % 3 !== 2) continue;
        const before = cache.instance.monit.pid(service);
        // What it was fetching is lost; nothing else is.
        const cutOff = pull(index + 1).catch(() => 0);
        await new Promise((resolve) => setTimeout(resolve, 300));
        await cache.instance.kill(service);
        await cutOff;
        await cache.instance.back(service, before);
      }
      await Promise.all(Array.from({ length: images }, (_, index) => pull(index)));
    } finally {
      clearInterval(watching);
    }
    const removed = /removed sha256:/g;
    const count = cache.instance.log('docker-cache', 'hub.stderr.log').match(removed)?.length ?? 0;
    process.stdout.write(
      `      at most ${most.toFixed(1)} % of ${diskMib} MiB used, limit ${limitPercent} %; ${count} blobs removed\n`,
    );
    assert.ok(most <= limitPercent, `${most} % of the disk was used`);
    assert.ok(count > images, `only ${count} blobs were removed`);
  });
});
