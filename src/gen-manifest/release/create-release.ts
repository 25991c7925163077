/** `npm run release`: renders, builds the blobs, and has the real bosh CLI pack the release. */
import fs from 'fs-extra';
import { join } from 'node:path';
import { type ExitCode, exitCodes } from '../errors.js';
import { blobs } from './blobs.js';
import { render } from './render.js';
import { runTool, step, type Workshop } from './run-tool.js';
import { findBosh } from './find-bosh.js';

/** Where the release tarball goes; not committed. */
export const tarball = 'dist-release/diego-docker.tgz';

/**
 * `npm run release`: renders, builds the binaries, and packs the tarball with `bosh create-release`. Throws findings
 * where a tool fails; `update` records the digests of binaries that have changed.
 */
export async function release(workshop: Workshop, update: boolean): Promise<ExitCode> {
  const { root, io } = workshop;
  await render(root, false, { ...io, stderr: workshop.watched ? io.stderr : () => undefined });
  await blobs(workshop, update);
  const bosh = await findBosh(workshop);
  await fs.ensureDir(join(root, 'dist-release'));
  await step(workshop, `packing ${tarball}`, () =>
    runTool(workshop, {
      command: [bosh, '--non-interactive', 'create-release', '--force', `--tarball=${tarball}`],
      folder: root,
      hint: 'What bosh says stands above.',
    }),
  );
  return exitCodes.done;
}
