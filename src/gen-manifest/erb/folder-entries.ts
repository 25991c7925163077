/** A folder of the disk as Ruby sees it: each file is read when Ruby first asks for it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Directory, File, type Inode } from '@bjorn3/browser_wasi_shim';

/** What the folder has, by name. What Ruby writes stays in memory. */
export class FolderEntries extends Map<string, Inode> {
  constructor(private readonly folder: string) {
    super();
  }

  override get(name: string): Inode | undefined {
    const known = super.get(name);
    if (known) return known;
    const path = join(this.folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    const inode = found.isDirectory() ? new Directory(new FolderEntries(path)) : new File(readFileSync(path));
    this.set(name, inode);
    return inode;
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
