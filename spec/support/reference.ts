/** The reference data beside the repository, `../shared/reference`; specs that need it skip without it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';

const folder = fileURLToPath(new URL('../../../shared/reference/', import.meta.url));

/** The path of a reference file; skips the running test, visibly, where the data is not there. */
export function reference(test: Context, name: string): string {
  if (!existsSync(folder)) test.skip();
  return `${folder}${name}`;
}
