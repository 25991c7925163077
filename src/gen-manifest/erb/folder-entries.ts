/** A folder of the disk as Ruby sees it: each file is read when Ruby first asks for it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Directory, File, type Inode } from '@bjorn3/browser_wasi_shim';

/**
 * What the folder has, by name, for the methods that the shim's `Directory` calls of a Map. What Ruby writes, renames
 * and removes, it does so in memory.
 */
export class FolderEntries extends Map<string, Inode> {
  private readonly removed = new Set<string>();

  constructor(private readonly folder: string) {
    super();
  }

  override get(name: string): Inode | undefined {
    const known = super.get(name);
    if (known) return known;
    const inode = this.removed.has(name) ? undefined : read(join(this.folder, name));
    if (inode) this.set(name, inode);
    return inode;
  }

  override delete(name: string): boolean {
    this.removed.add(name);
    return super.delete(name);
  }

  override get size(): number {
    this.readAll();
    return super.size;
  }

  override entries(): MapIterator<[string, Inode]> {
    this.readAll();
    return super.entries();
  }

  private readAll(): void {
    for (const name of readdirSync(this.folder)) this.get(name);
  }
}

/** What is there; undefined for what is not, or cannot be, such as a name that is too long. */
function read(path: string): Inode | undefined {
  try {
    return statSync(path).isDirectory() ? new Directory(new FolderEntries(path)) : new File(readFileSync(path));
  } catch {
    return undefined;
  }
}
