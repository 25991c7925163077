/** Writes files all or nothing: each beside its target first, and in place only when all are written. */
import fs from 'fs-extra';
import { join } from 'node:path';
import { GenManifestError } from '../errors.js';

export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

/** Writes `files` into `folder`, which is made where it is missing; gives the paths. */
export async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<string[]> {
  const targets = files.map(({ name, text }) => {
    const path = join(folder, name);
    return { path, partial: `${path}.partial`, text };
  });
  try {
    await fs.ensureDir(folder);
    for (const { partial, text } of targets) await fs.writeFile(partial, text);
    for (const { partial, path } of targets) await fs.rename(partial, path);
  } catch (error) {
    await Promise.all(targets.map(({ partial }) => fs.remove(partial).catch(() => undefined)));
    throw cannotWrite(folder, error as NodeJS.ErrnoException);
  }
  return targets.map(({ path }) => path);
}

function cannotWrite(folder: string, { code, message }: NodeJS.ErrnoException): GenManifestError {
  return new GenManifestError([
    {
      code: 'write-failed',
      severity: 'error',
      message: `nothing was written to ${folder} (${code ?? message})`,
      hint: 'is it a folder that you may write to, with room on its disk?',
    },
  ]);
}
