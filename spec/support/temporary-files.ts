/** Input files for one suite, in a folder that goes away with it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes input files below one folder. */
export interface TemporaryFiles {
  /** The folder itself. */
  readonly folder: string;
  /** The path of `name` in the folder, written or not. */
  path(name: string): string;
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string;
}

/** Linux' files in memory: specs write thousands of small ones. */
const memory = '/dev/shm';

/** A folder for the suite that calls this in its `describe`; it is removed behind the suite. */
export function temporaryFiles(): TemporaryFiles {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'gen-manifest-spec-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    path,
    write: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}
