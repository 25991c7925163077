/** Finds the Handlebars sources of jobs: those whose names start with `_` are partials, the others are files. */
import fs from 'fs-extra';
import { basename, dirname, join, posix } from 'node:path';
import { Templates } from '../render/templates.js';

const extension = '.hbs';

/** A source below templates/jobs/<job>/: its path without .hbs, and its text. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** The sources of one job, by path. */
export async function jobTemplateFiles(root: string, job: string): Promise<TemplateFile[]> {
  const files = await sources(join(root, 'templates/jobs', job));
  return files.filter(({ path }) => !isPartial(path));
}

/** A renderer with every partial, by `<folder>/<name>`: shared/dump, docker-registry/bbr. */
export async function jobTemplates(root: string): Promise<Templates> {
  const partials = new Map<string, string>();
  for (const { path, text } of await sources(join(root, 'templates/jobs'))) {
    const [folder, name] = [dirname(path), basename(path)];
    const partial = folder === 'shared' ? name : isPartial(path) && name.slice(1);
    if (partial) partials.set(posix.join(folder, partial.replace(/\.(rb|sh)$/, '')), text);
  }
  return new Templates(partials);
}

function isPartial(path: string): boolean {
  return basename(path).startsWith('_');
}

async function sources(folder: string): Promise<TemplateFile[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(extension));
  const paths = files.map((entry) => posix.relative(folder, posix.join(entry.parentPath, entry.name))).sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: path.slice(0, -extension.length),
      text: await fs.readFile(join(folder, path), 'utf8'),
    })),
  );
}
