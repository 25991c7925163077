/** A folder of the disk, as Ruby sees it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Directory, File, OpenDirectory } from '@bjorn3/browser_wasi_shim';
import { FolderEntries } from '../../src/gen-manifest/erb/folder-entries.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('FolderEntries', () => {
  const files = temporaryFiles();
  let folder: Directory;
  let path: string;

  before(() => {
    path = files.write('folder/a.rb', 'A = 1\n').replace(/\/a\.rb$/, '');
    files.write('folder/below/b.rb', 'B = 2\n');
    files.write('above.rb', 'no');
    folder = new Directory(new FolderEntries(path));
  });

  function text(name: string): string | undefined {
    const { inode_obj: found } = new OpenDirectory(folder).path_lookup(name, 0);
    return found instanceof File ? Buffer.from(found.data).toString() : undefined;
  }

  it('has its files, those of its folders, and no others', () => {
    assert.equal(text('a.rb'), 'A = 1\n');
    assert.equal(text('below/b.rb'), 'B = 2\n');
    assert.equal(text('c.rb'), undefined);
    assert.equal(text('a.rb/b.rb'), undefined);
    assert.equal(text('../above.rb'), undefined);
    assert.equal(text('below/../../above.rb'), undefined);
  });

  it('is listed whole', () => {
    const whole = new FolderEntries(path);
    assert.equal(whole.size, 2);
    assert.deepEqual([...whole.entries()].map(([name]) => name).sort(), ['a.rb', 'below']);
  });

  it('has nothing under a name that no disk takes', () => {
    assert.equal(text('a'.repeat(300)), undefined);
  });

  it('keeps what is removed and renamed out, in memory', () => {
    const here = new OpenDirectory(new Directory(new FolderEntries(path)));
    assert.equal(here.path_unlink_file('a.rb'), 0);
    assert.equal(here.path_lookup('a.rb', 0).inode_obj, null);
    assert.ok(existsSync(`${path}/a.rb`));
  });

  it('keeps what is written in memory', () => {
    new OpenDirectory(folder).path_open(0, 'new.rb', 1, 0n, 0n, 0);
    assert.notEqual(text('new.rb'), undefined);
    assert.ok(!existsSync(`${path}/new.rb`));
    (folder.contents.get('a.rb') as File).data = new Uint8Array();
    assert.equal(readFileSync(`${path}/a.rb`, 'utf8'), 'A = 1\n');
  });
});
