/** Makes a folder with all above it, and can take back what it made. */
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes `folder` where it is missing, and gives the folders that it made, the uppermost first; a failure
 * leaves none behind.
 *
 * One level at a time: the recursive mkdir of Node.js v20.20.2 does not end in a folder that takes none,
 * such as /proc, where mkdir says ENOENT although the parent is there.
 */
export async function makeFolder(folder: string): Promise<string[]> {
  const made: string[] = [];
  try {
    for (const missing of await missingFolders(resolve(folder))) {
      await mkdir(missing);
      made.push(missing);
    }
  } catch (error) {
    await removeFolders(made);
    throw error;
  }
  return made;
}

/** Removes folders that `makeFolder` made; one that has got content meanwhile stays. */
export async function removeFolders(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
}

/** What is missing on the way to `folder`, the uppermost first; throws ENOTDIR where a file stands in the way. */
async function missingFolders(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (let here = folder; ; here = dirname(here)) {
    const found = await stat(here).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found?.isDirectory()) return missing.toReversed();
    if (found) throw Object.assign(new Error(`${here} is not a folder`), { code: 'ENOTDIR' });
    missing.push(here);
  }
}
