/** A folder for files that other programs read, and that its owner alone may: gone when they have ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenManifestError } from '../errors.js';
import type { Operator } from '../io.js';

/**
 * Calls `use` with a folder of mode 0700, and removes it whatever happens: a failure, or a signal that ends the
 * process. `what` is what it is for, in words.
 */
export async function withTemporaryFolder<T>(
  what: string,
  { environment, whenEnded }: Pick<Operator, 'environment' | 'whenEnded'>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = made(environment['TMPDIR'] || tmpdir(), what);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const takeBack = whenEnded(remove);
  try {
    return await use(folder);
  } finally {
    remove();
    takeBack();
  }
}

function made(parent: string, what: string): string {
  try {
    return mkdtempSync(join(parent, 'gen-manifest-'));
  } catch (error) {
    const { code, message: said } = error as NodeJS.ErrnoException;
    const message = `no folder for ${what} could be made in ${parent} (${code ?? said})`;
    throw new GenManifestError([
      { code: 'write-failed', severity: 'error', message, hint: 'set TMPDIR to a folder that you may write to' },
    ]);
  }
}
