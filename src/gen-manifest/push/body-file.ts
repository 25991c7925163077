/** Request bodies for `cf curl -d @FILE`: a file that its owner alone may read, and that is gone when cf has ended. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operator } from '../io.js';
import { GenManifestError } from '../errors.js';

/**
 * Calls `use` with the path of a file that holds `text`, and removes the file whatever happens: a failure, or a
 * signal that ends the process. The folder is made first, with mode 0700, so that nobody can be there before.
 */
export async function withBodyFile<T>(
  text: string,
  { environment, whenEnded }: Operator,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const parent = environment['TMPDIR'] || tmpdir();
  const folder = made(parent);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const takeBack = whenEnded(remove);
  try {
    const path = join(folder, 'body.json');
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    return await use(path);
  } finally {
    remove();
    takeBack();
  }
}

function made(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'gen-manifest-'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = `no folder for a request's body could be made in ${parent} (${code ?? message})`;
    throw new GenManifestError([
      { code: 'write-failed', severity: 'error', message: what, hint: 'set TMPDIR to a folder that you may write to' },
    ]);
  }
}
