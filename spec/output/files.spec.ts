import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { type Finding, GenManifestError } from '../../src/gen-manifest/errors.js';
import { writeFiles } from '../../src/gen-manifest/output/files.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('writeFiles', () => {
  const files = temporaryFiles();
  const two = [
    { name: 'a.yml', text: 'a: new\n' },
    { name: 'b.yml', text: 'b: new\n' },
  ];

  async function refused(folder: string, written = two): Promise<readonly Finding[]> {
    const error: unknown = await writeFiles(folder, written).then(
      () => assert.fail('it was written'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof GenManifestError, String(error));
    assert.ok(error.findings.every(({ code }) => code === 'write-failed'));
    return error.findings.map((finding) => ({
      ...finding,
      message: finding.message.replaceAll(`${files.folder}/`, ''),
    }));
  }
  const messages = async (folder: string, written = two): Promise<string[]> =>
    (await refused(folder, written)).map(({ message }) => message);

  it('makes the folder with all above it, and leaves nothing else in it', async () => {
    const folder = files.path('new/deep');
    assert.deepEqual(await writeFiles(folder, two), [`${folder}/a.yml`, `${folder}/b.yml`]);
    assert.deepEqual(readdirSync(folder), ['a.yml', 'b.yml']);
    assert.equal(readFileSync(`${folder}/b.yml`, 'utf8'), 'b: new\n');
  });

  it('replaces files and links, not what a link leads to', async () => {
    files.write('old/a.yml', 'a: old\n');
    const elsewhere = files.write('elsewhere.yml', 'x: 1\n');
    symlinkSync(elsewhere, files.path('old/b.yml'));
    await writeFiles(files.path('old'), two);
    assert.equal(readFileSync(files.path('old/a.yml'), 'utf8'), 'a: new\n');
    assert.equal(readFileSync(files.path('old/b.yml'), 'utf8'), 'b: new\n');
    assert.equal(readFileSync(elsewhere, 'utf8'), 'x: 1\n');
  });

  it('names every target that cannot be replaced, and writes none', async () => {
    const old = files.write('taken/a.yml', 'a: old\n');
    mkdirSync(files.path('taken/b.yml/within'), { recursive: true });
    mkdirSync(files.path('taken/c.yml'));
    assert.deepEqual(await messages(files.path('taken'), [...two, { name: 'c.yml', text: '' }]), [
      'taken/b.yml is a folder, nothing was written',
      'taken/c.yml is a folder, nothing was written',
    ]);
    assert.equal(readFileSync(old, 'utf8'), 'a: old\n');
    assert.deepEqual(readdirSync(files.path('taken')), ['a.yml', 'b.yml', 'c.yml']);
    assert.deepEqual(readdirSync(files.path('taken/b.yml')), ['within']);
  });

  it('replaces no pipe', async () => {
    mkdirSync(files.path('piped'));
    spawnSync('mkfifo', [files.path('piped/a.yml')]);
    assert.deepEqual(await messages(files.path('piped')), ['piped/a.yml is no file, nothing was written']);
  });

  it('puts back what it has replaced where a later step fails', async () => {
    files.write('undone/a.yml', 'a: old\n');
    symlinkSync('a.yml', files.path('undone/link.yml'));
    const behind = [...two, { name: 'link.yml', text: '' }, { name: 'b.yml/within', text: '' }];
    assert.deepEqual(await messages(files.path('undone'), behind), [
      'nothing was written to undone: a file stands in its place, or in the way to it',
    ]);
    assert.deepEqual(readdirSync(files.path('undone')), ['a.yml', 'link.yml']);
    assert.equal(readFileSync(files.path('undone/a.yml'), 'utf8'), 'a: old\n');
    assert.equal(readlinkSync(files.path('undone/link.yml')), 'a.yml');
  });

  it('makes the folders that names have in them', async () => {
    const written = await writeFiles(files.path('deep'), [{ name: 'a/b/c.yml', text: 'c' }]);
    assert.deepEqual(written, [files.path('deep/a/b/c.yml')]);
    assert.equal(readFileSync(files.path('deep/a/b/c.yml'), 'utf8'), 'c');
  });

  it('takes back the folders that it made', async () => {
    const long = 'x'.repeat(300);
    assert.equal(
      (
        await refused(files.path('made/here'), [
          { name: 'a/b.yml', text: '' },
          { name: long, text: '' },
        ])
      ).length,
      1,
    );
    assert.ok(!readdirSync(files.folder).includes('made'));
    await refused(files.path(`made/${long}`));
    assert.ok(!readdirSync(files.folder).includes('made'));
  });

  it('says what stands in the way', async () => {
    files.write('file', '');
    for (const name of ['file', 'file/below/that']) {
      assert.deepEqual(await messages(files.path(name)), [
        `nothing was written to ${name}: a file stands in its place, or in the way to it`,
      ]);
    }
    const [finding] = await refused(files.path(`${'x'.repeat(300)}`));
    assert.match(finding?.message ?? '', /^nothing was written to x+: ENAMETOOLONG$/);
    assert.equal(finding?.hint, 'give a folder that you may write to, with room on its disk');
  });

  it('ends in a folder that takes none', async function () {
    if (process.platform !== 'linux') return this.skip();
    assert.deepEqual(await messages('/proc/x/y'), ['nothing was written to /proc/x/y: it cannot be made']);
  });

  it('writes over no file, and into no folder, that it may not write', async function () {
    if (process.getuid?.() === 0) return this.skip(); // root may write everything
    chmodSync(files.write('mode/a.yml', 'a: old\n'), 0o444);
    assert.deepEqual(await messages(files.path('mode')), ['you may not write mode/a.yml, nothing was written']);
    chmodSync(files.path('mode'), 0o555);
    assert.match((await messages(files.path('mode'), two.slice(1)))[0] ?? '', /: you have no permission to$/);
  });
});
