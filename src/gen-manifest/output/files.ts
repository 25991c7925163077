/** Writes files all or nothing: each into a folder beside its target first, and in place only when all can be. */
import { access, constants, lstat, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Finding, GenManifestError } from '../errors.js';
import { makeFolder, removeFolders } from './folders.js';

/** A file to be written: its name in the folder, or its path below it, and its whole text. */
export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes `files` into `folder`, which is made where it is missing; gives the paths. Throws one finding for
 * each target that cannot be written, or for the first step that failed; what was there is there again then.
 */
export async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<string[]> {
  const made = await makeFolder(folder).catch((error: NodeJS.ErrnoException) => {
    throw cannotWrite(folder, error);
  });
  try {
    await checkTargets(folder, files);
    return await writeInto(folder, files);
  } catch (error) {
    await removeFolders(made);
    throw error instanceof GenManifestError ? error : cannotWrite(folder, error as Error);
  }
}

async function checkTargets(folder: string, files: readonly OutputFile[]): Promise<void> {
  const problems = await Promise.all(files.map(({ name }) => problemWith(join(folder, name))));
  const findings = problems.filter((problem) => problem !== undefined);
  if (findings.length > 0) throw new GenManifestError(findings);
}

/** Why the file at `path` cannot be replaced; a link is replaced itself, what it leads to stays as it is. */
async function problemWith(path: string): Promise<Finding | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (!found || found.isSymbolicLink()) return undefined;
  if (!found.isFile()) {
    const what = found.isDirectory() ? 'a folder' : 'no file';
    return failed(`${path} is ${what}, nothing was written`, 'remove it, or give another folder');
  }
  return access(path, constants.W_OK).then(
    () => undefined,
    () => failed(`you may not write ${path}, nothing was written`, 'change its mode, or give another folder'),
  );
}

async function writeInto(folder: string, files: readonly OutputFile[]): Promise<string[]> {
  const beside = await mkdtemp(join(folder, '.gen-manifest-'));
  try {
    const targets = files.map(({ name, text }, index) => ({ name, text, fresh: join(beside, `${index}`) }));
    for (const { fresh, text } of targets) await writeFile(fresh, text);
    return await replaceAll(folder, beside, targets);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

interface Target {
  readonly name: string;
  /** Where its text is written already. */
  readonly fresh: string;
}

/** Puts the fresh files in their places; where one cannot be, what was there before is put back. */
async function replaceAll(folder: string, beside: string, targets: readonly Target[]): Promise<string[]> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const [index, { name, fresh }] of targets.entries()) {
      const path = join(folder, name);
      const made = await makeFolder(dirname(path));
      undo.unshift(() => removeFolders(made));
      const kept = (await exists(path)) ? join(beside, `before-${index}`) : undefined;
      if (kept !== undefined) {
        await rename(path, kept);
        undo.unshift(() => rename(kept, path));
      }
      await rename(fresh, path);
      if (kept === undefined) undo.unshift(() => rm(path));
    }
  } catch (error) {
    for (const takeBack of undo) await takeBack();
    throw error;
  }
  return targets.map(({ name }) => join(folder, name));
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function cannotWrite(folder: string, error: NodeJS.ErrnoException): GenManifestError {
  const { code = error.message } = error;
  return new GenManifestError([failed(`nothing was written to ${folder}: ${reasons[code] ?? code}`, hint)]);
}

const hint = 'give a folder that you may write to, with room on its disk';

/** What the system's error codes mean here. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to',
  EPERM: 'you have no permission to',
  ENOTDIR: 'a file stands in its place, or in the way to it',
  ENOENT: 'it cannot be made',
  EROFS: 'its disk is read-only',
  ENOSPC: 'there is no room on its disk',
  EDQUOT: 'there is no room on its disk',
};

function failed(message: string, hint: string): Finding {
  return { code: 'write-failed', severity: 'error', message, hint };
}
