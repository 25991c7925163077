/** config/blobs.yml: the blobs of the release, their sizes and SHA-256 digests, as the bosh CLI reads it. */
import fs from 'fs-extra';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderYaml } from '../render/yaml.js';

const file = 'config/blobs.yml';

/** A blob. Without an object id the bosh CLI takes it from blobs/, and asks no blobstore. */
export interface Blob {
  readonly size: number;
  /** `sha256:` and the digest in hexadecimal. */
  readonly sha: string;
}

/** The index, by path below blobs/. */
export async function readBlobIndex(root: string): Promise<Map<string, Blob>> {
  const text = await fs.readFile(join(root, file), 'utf8').catch(() => '{}');
  return new Map(Object.entries((parse(text) ?? {}) as Record<string, Blob>));
}

/** Writes the index, in the order of paths. */
export async function writeBlobIndex(root: string, index: ReadonlyMap<string, Blob>): Promise<void> {
  const entries = [...index].sort(([one], [other]) => (one < other ? -1 : 1));
  const value = Object.fromEntries(entries.map(([path, { size, sha }]) => [path, { size, sha }]));
  await fs.outputFile(
    join(root, file),
    renderYaml({ header: [], value }, () => ''),
  );
}

/** Size and digest of a file; undefined where there is none. */
export async function blobOf(path: string): Promise<Blob | undefined> {
  const content = await fs.readFile(path).catch(() => undefined);
  if (!content) return undefined;
  return { size: content.length, sha: `sha256:${createHash('sha256').update(content).digest('hex')}` };
}
