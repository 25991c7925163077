/** Request bodies for `cf curl -d @FILE`: a file that its owner alone may read, and that is gone when cf has ended. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operator } from '../io.js';
import { withTemporaryFolder } from '../output/temporary-folder.js';

/**
 * Calls `use` with the path of a file that holds `text`, and removes the file whatever happens. Its folder is made
 * first, so that nobody can be there before.
 */
export function withBodyFile<T>(text: string, operator: Operator, use: (path: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder("a request's body", operator, (folder) => {
    const path = join(folder, 'body.json');
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    return use(path);
  });
}
