/**
 * `npm run blobs`: builds the binaries into blobs/ and compares them with config/blobs.yml; `--update` records
 * what it builds. What has been built of the same sources before is not built again.
 */
import fs from 'fs-extra';
import { join } from 'node:path';
import { type ExitCode, exitCodes, type Finding, GenManifestError } from '../errors.js';
import { type Blob, blobOf, readBlobIndex, writeBlobIndex } from './blob-index.js';
import { buildBinary, inputsDigest } from './go-build.js';
import { requireGo } from './go-toolchain.js';
import { type Package, packages } from './packages.js';
import { step, type Workshop } from './run-tool.js';

/** What a binary in blobs/ was built from; not committed. */
interface Built {
  readonly inputs: string;
  readonly sha: string;
}

export async function blobs(workshop: Workshop, update: boolean): Promise<ExitCode> {
  const index = await readBlobIndex(workshop.root);
  const built = new Map<string, Blob>();
  for (const one of packages) built.set(one.blob, await upToDate(workshop, one));
  if (update) {
    await writeBlobIndex(workshop.root, built);
    return exitCodes.done;
  }
  const different = [...built].filter(([path, blob]) => index.get(path)?.sha !== blob.sha);
  if (different.length > 0)
    throw new GenManifestError(different.map(([path, blob]) => finding(path, blob, index.get(path))));
  return exitCodes.done;
}

/** The blob in blobs/, built where it is missing or its sources have changed. */
async function upToDate(workshop: Workshop, one: Package): Promise<Blob> {
  const target = join(workshop.root, 'blobs', one.blob);
  const record = join(workshop.root, '.tools/blobs', `${one.name}.json`);
  const inputs = await inputsDigest(workshop.root, one);
  const known = (await fs.readJson(record).catch(() => ({}))) as Partial<Built>;
  const there = await blobOf(target);
  if (there && known.inputs === inputs && known.sha === there.sha) return there;
  const partial = join(workshop.root, '.tools/blobs', one.name);
  await fs.ensureDir(join(workshop.root, '.tools/blobs'));
  await step(workshop, `building blobs/${one.blob}`, async () => {
    await requireGo(workshop);
    await buildBinary(workshop, one, partial);
  });
  const blob = (await blobOf(partial)) as Blob;
  await fs.move(partial, target, { overwrite: true });
  await fs.writeJson(record, { inputs, sha: blob.sha } satisfies Built);
  return blob;
}

function finding(path: string, { sha }: Blob, recorded: Blob | undefined): Finding {
  return {
    code: 'tool-failed',
    severity: 'error',
    message: `blobs/${path} is ${sha}, and config/blobs.yml says ${recorded?.sha ?? 'nothing of it'}`,
    hint: 'If its sources were meant to change, record the new digest: npm run blobs -- --update.',
  };
}
