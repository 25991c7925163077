/** Finds the release that this program belongs to: its jobs lie in the same checkout, built or not. */
import fs from 'fs-extra';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRelease, type ReleaseFiles } from './release-files.js';

/** The release in the nearest folder above this file that has one; undefined where the program was taken out of it. */
export async function ownRelease(): Promise<ReleaseFiles | undefined> {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(await fs.pathExists(join(folder, 'config', 'final.yml')))) {
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return openRelease(folder);
}
