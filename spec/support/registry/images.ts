/** Images made on the spot: layers of random bytes, as OCI image layouts for clients, and as blobs. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Client, digestOf, imageIndex, imageManifest } from './client.js';

/** An image for one platform. */
export interface Image {
  readonly manifest: Buffer;
  readonly digest: string;
  /** Config and layers. */
  readonly blobs: readonly Buffer[];
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const describe = (mediaType: string, content: Buffer): Descriptor => {
  return { mediaType, digest: digestOf(content), size: content.length };
};

/** A tar archive of one file. */
function archive(content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write('content', 0);
  header.write(['0000644', '0000000', '0000000', ''].join('\x00'), 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\x00`, 124);
  header.write('00000000000\x00        0', 136);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148);
  return Buffer.concat([header, content, Buffer.alloc(1024 + ((512 - (content.length % 512)) % 512))]);
}

/** An image with layers of these sizes in bytes; each layer is new, or one of `shared`. */
export function makeImage(sizes: readonly number[], architecture = 'amd64', shared: readonly Buffer[] = []): Image {
  const layers = [...shared, ...sizes.map((size) => gzipSync(archive(randomBytes(size)), { level: 1 }))];
  const config = Buffer.from(
    JSON.stringify({
      architecture,
      os: 'linux',
      config: {},
      // Old manifests are made from it: a step for each layer.
      history: layers.map(() => ({ created: '2026-01-01T00:00:00Z', created_by: 'specs' })),
      rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    }),
  );
  return imageOf(config, layers, 'application/vnd.oci.image.layer.v1.tar+gzip');
}

/** The image of this configuration and these layers. */
export function imageOf(config: Buffer, layers: readonly Buffer[], layerType: string): Image {
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: imageManifest,
      config: describe('application/vnd.oci.image.config.v1+json', config),
      layers: layers.map((layer) => describe(layerType, layer)),
    }),
  );
  return { manifest, digest: digestOf(manifest), blobs: [config, ...layers] };
}

/** An index over images for several platforms. */
export function makeIndex(images: Readonly<Record<string, Image>>): Buffer {
  const manifests = Object.entries(images).map(([architecture, { manifest }]) => {
    return { ...describe(imageManifest, manifest), platform: { architecture, os: 'linux' } };
  });
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests }));
}

/** Writes an OCI image layout with one tag, `latest`: an image, or an index and its images. */
export function writeLayout(folder: string, images: readonly Image[], index?: Buffer): string {
  const blobs = join(folder, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const all = [...images.flatMap(({ manifest, blobs: own }) => [manifest, ...own]), ...(index ? [index] : [])];
  for (const content of all) writeFileSync(join(blobs, digestOf(content).slice('sha256:'.length)), content);
  const top = index ? describe(imageIndex, index) : describe(imageManifest, (images[0] as Image).manifest);
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [{ ...top, annotations }] }));
  return folder;
}

/** Pushes an image, blobs first; gives the first status that is no success, or 201. */
export async function pushImage(client: Client, repository: string, tag: string, image: Image): Promise<number> {
  for (const blob of image.blobs) {
    const status = await client.pushBlob(repository, blob);
    if (status !== 201) return status;
  }
  return client.pushManifest(repository, tag, image.manifest);
}

/** What of an image cannot be pulled with the right digest. */
export async function missingParts(client: Client, repository: string, image: Image): Promise<string[]> {
  const missing: string[] = [];
  const manifest = await client.manifest(repository, image.digest);
  if (manifest.status !== 200 || digestOf(manifest.body) !== image.digest) missing.push(`manifest ${image.digest}`);
  for (const blob of image.blobs) {
    const answer = await client.blob(repository, digestOf(blob));
    if (answer.status !== 200 || digestOf(answer.body) !== digestOf(blob)) missing.push(`blob ${digestOf(blob)}`);
  }
  return missing;
}
