/** The files of a folder, by their paths in it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files at these paths of the folder, or below them. */
export function filesInFolder(folder: string, paths: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const path of paths.map((each) => join(folder, each))) {
    const stat = statSync(path, { throwIfNoEntry: false });
    const files = stat?.isDirectory() ? below(path) : stat ? [path] : [];
    for (const file of files) found.set(relative(folder, file), readFileSync(file));
  }
  return found;
}

function below(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      // Releases link files of other jobs.
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
      .sort()
  );
}
