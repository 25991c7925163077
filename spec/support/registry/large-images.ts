/** Images with large layers, and clients that pull them as they come: nothing is held in memory but one piece. */
import { createHash, randomFillSync } from 'node:crypto';
import { Agent, request } from 'node:https';
import { imageManifest } from './client.js';
import type { Credentials, Registry } from './deployment.js';
import { type Image, imageOf } from './images.js';

const piece = 2 ** 20;

/** A layer of random bytes, the same MiB over and over with a number in each: making it must not take minutes. */
export function largeLayer(bytes: number): Buffer {
  const layer = Buffer.alloc(bytes);
  randomFillSync(layer, 0, Math.min(piece, bytes));
  for (let at = piece; at < bytes; at += piece) {
    layer.copy(layer, at, 0, Math.min(piece, bytes - at));
    if (bytes - at >= 8) layer.writeDoubleLE(at, at);
  }
  return layer;
}

/** An image of these layers; the tag makes its configuration like no other. */
export function largeImage(tag: string, layers: readonly Buffer[]): Image {
  const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Labels: { tag } } }));
  return imageOf(config, layers, 'application/vnd.oci.image.layer.v1.tar');
}

/** What a manifest says of an image: digests, without the content. */
interface Listed {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

/** Pulls an image by tag, three layers at a time as Docker does; rejects where a digest is wrong. Gives seconds. */
export async function pullLarge(
  registry: Pick<Registry, 'host' | 'authority'>,
  as: Credentials,
  repository: string,
  tag: string,
): Promise<number> {
  const agent = new Agent({ ca: registry.authority.certificate, keepAlive: true, maxSockets: 3 });
  const start = performance.now();
  try {
    const manifest = await fetch(registry, as, agent, `/v2/${repository}/manifests/${tag}`);
    const { config, layers } = JSON.parse(manifest.text) as Listed;
    const blobs = [config, ...layers].map(async ({ digest }) => {
      const got = await fetch(registry, as, agent, `/v2/${repository}/blobs/${digest}`, false);
      if (got.digest !== digest) throw new Error(`${digest} of ${repository} arrived as ${got.digest}`);
    });
    await Promise.all(blobs);
    return (performance.now() - start) / 1000;
  } finally {
    agent.destroy();
  }
}

async function fetch(
  { host }: Pick<Registry, 'host'>,
  { user, password }: Credentials,
  agent: Agent,
  path: string,
  keep = true,
): Promise<{ readonly digest: string; readonly text: string }> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const headers = { authorization, accept: imageManifest };
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, `https://${host}`), { agent, headers }, (response) => {
      const hash = createHash('sha256');
      let text = '';
      response.on('data', (data: Buffer) => {
        hash.update(data);
        if (keep || response.statusCode !== 200) text += data.toString();
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ digest: `sha256:${hash.digest('hex')}`, text });
        else reject(new Error(`${path}: ${response.statusCode ?? 0} ${text.slice(0, 300)}`));
      });
    });
    asked.on('error', reject).end();
  });
}
