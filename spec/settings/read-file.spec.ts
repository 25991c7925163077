import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { largestInput, readInput } from '../../src/gen-manifest/settings/read-file.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('readInput', () => {
  const files = temporaryFiles();
  const problem = (file: string): [string, string] | undefined => {
    const read = readInput(file);
    return 'finding' in read ? [read.finding.code, read.finding.message] : undefined;
  };

  for (const text of ['a: 1\n', 'größe: ✓\n', 'a: 😀', '\ufeffa: 1\r\n']) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const read = readInput(files.write('f.yml', text));
      assert.equal('text' in read && read.text.replace('\ufeff', ''), text.replace('\ufeff', ''));
    });
  }

  it('reads a file that is as large as it may be, and no larger one', () => {
    const largest = files.write('largest.yml', 'a'.repeat(largestInput));
    assert.equal(problem(largest), undefined);
    const larger = files.write('larger.yml', 'a'.repeat(largestInput + 1));
    assert.deepEqual(problem(larger), ['file-too-large', 'the file is larger than 8 MiB, no manifest or stub is']);
  });

  it('says why a file cannot be read', () => {
    assert.deepEqual(problem(files.path('none.yml')), ['file-unreadable', 'there is no such file']);
    assert.deepEqual(problem(files.folder), ['file-unreadable', 'this is a folder, a file is needed']);
    assert.deepEqual(problem(files.write('e.yml', '')), ['file-empty', 'the file is empty']);
    assert.deepEqual(problem(files.write('b.yml', 'a\0b')), ['file-binary', 'the file is binary, not YAML']);
    const latin = files.write('l.yml', Buffer.from('gr\xfc\xdfe', 'latin1'));
    assert.deepEqual(problem(latin), ['file-binary', 'the file is not UTF-8 text']);
    const name = files.path(`${'x'.repeat(300)}.yml`);
    assert.deepEqual(problem(name), ['file-unreadable', 'the file cannot be read (ENAMETOOLONG)']);
  });

  it('says that it may not read a file', function () {
    if (process.getuid?.() === 0) return this.skip(); // root may read everything
    const file = files.write('secret.yml', 'a: 1\n');
    chmodSync(file, 0);
    assert.deepEqual(problem(file), ['file-unreadable', 'you have no permission to read the file']);
  });

  it('stops reading a file without end', function () {
    if (process.platform === 'win32') return this.skip();
    assert.equal(problem('/dev/zero')?.[0], 'file-too-large');
  });

  it('reads a pipe', function () {
    if (process.platform === 'win32') return this.skip();
    const pipe = files.path('pipe');
    execFileSync('mkfifo', [pipe]);
    const text = `a: ${'x'.repeat(200_000)}\n`;
    execFileSync('sh', ['-c', `cat '${files.write('long.yml', text)}' > '${pipe}' &`], { stdio: 'ignore' });
    assert.deepEqual(readInput(pipe), { text });
  });
});
