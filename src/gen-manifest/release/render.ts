/** `npm run render`: writes what is rendered from schemas and templates; `--check` only says what is stale. */
import fs from 'fs-extra';
import { dirname, join } from 'node:path';
import type { Io } from '../io.js';
import { type ExitCode, exitCodes } from '../errors.js';
import { type RenderedFile, renderedFiles } from './rendered-files.js';

/** Folders whose files are all rendered, but for those that are written by hand. */
const rendered = ['jobs', 'packages'];
const byHand = /\/properties_schema\.json$/;

/** Files that rendering would change: those to write, and those that nothing is rendered to any more. */
export interface Stale {
  readonly write: readonly RenderedFile[];
  readonly remove: readonly string[];
}

/** Compares what is on disk with what rendering gives. */
export async function staleFiles(root: string): Promise<Stale> {
  const files = await renderedFiles(root);
  const texts = await Promise.all(
    files.map(({ path }) => fs.readFile(join(root, path), 'utf8').catch(() => undefined)),
  );
  const known = new Set(files.map(({ path }) => path));
  const found = (await Promise.all(rendered.map((folder) => filesBelow(root, folder)))).flat();
  return {
    write: files.filter(({ text }, index) => text !== texts[index]),
    remove: found.filter((path) => !known.has(path) && !byHand.test(path)),
  };
}

/** Writes what is stale and removes what is left over. */
export async function render(root: string, check: boolean, io: Io): Promise<ExitCode> {
  const { write, remove } = await staleFiles(root);
  const paths = [...write.map(({ path }) => path), ...remove];
  if (check) {
    for (const path of paths) io.stderr(`${path} is stale; run npm run render.\n`);
    return paths.length === 0 ? exitCodes.done : exitCodes.wrongInput;
  }
  for (const { path, text } of write) {
    await fs.ensureDir(join(root, dirname(path)));
    await fs.writeFile(join(root, path), text);
    io.stderr(`rendered ${path}\n`);
  }
  for (const path of remove) {
    await fs.remove(join(root, path));
    io.stderr(`removed ${path}\n`);
  }
  return exitCodes.done;
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await fs.readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^\/+/, ''));
}
