/** The files of a folder or of a tarball, by their paths in it. */
import fs from 'fs-extra';
import { join, relative } from 'node:path';
import { list, Parser, type ReadEntry } from 'tar';

/** The files at these paths of the folder, or below them. */
export function filesInFolder(folder: string, paths: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const path of paths.map((each) => join(folder, each))) {
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    const files = stat?.isDirectory() ? below(path) : stat ? [path] : [];
    for (const file of files) found.set(relative(folder, file), fs.readFileSync(file));
  }
  return found;
}

function below(folder: string): string[] {
  return (
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      // Releases link files of other jobs.
      .filter((path) => fs.statSync(path, { throwIfNoEntry: false })?.isFile())
      .sort()
  );
}

/** The wanted files of a tarball, plain or gzipped: a path, or its bytes. Throws where it is none. */
export async function filesInTarball(
  archive: string | Buffer,
  wanted: (path: string) => boolean,
): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const onReadEntry = (entry: ReadEntry): void => {
    const path = entry.path.replace(/^\.\//, '');
    if (entry.type !== 'File' || !wanted(path)) return void entry.resume();
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => void found.set(path, Buffer.concat(chunks)));
  };
  if (typeof archive === 'string') await list({ file: archive, strict: true, onReadEntry });
  else await parsed(archive, onReadEntry);
  return found;
}

function parsed(archive: Buffer, onReadEntry: (entry: ReadEntry) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = new Parser({ strict: true, onReadEntry });
    parser.on('end', resolve).on('error', reject);
    parser.end(archive);
  });
}
