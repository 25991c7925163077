/** `gen-manifest diff`: exit codes, formats, colours, and what it does not show. */
import assert from 'node:assert/strict';
import { run } from '../../../src/gen-manifest/cli/run.js';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

describe('gen-manifest diff', () => {
  const files = temporaryFiles();
  const pair = (old: unknown, now: unknown) => [
    files.write('old.yml', JSON.stringify(old)),
    files.write('new.yml', JSON.stringify(now)),
  ];

  it('ends with 0 where nothing differs, and with 4 where anything does', async () => {
    const same = await genManifest(
      'diff',
      ...pair({ a: 1, b: [{ name: 'x' }, { name: 'y' }] }, { b: [{ name: 'y' }, { name: 'x' }], a: 1 }),
    );
    assert.deepEqual(same, { exitCode: 0, stdout: 'no differences\n', stderr: '' });
    const { exitCode, stderr } = await genManifest('diff', ...pair({ a: 1 }, { a: 2 }));
    assert.deepEqual({ exitCode, stderr }, { exitCode: 4, stderr: '' });
  });

  it('gives programs the lines and values, whole numbers with all their digits', async () => {
    files.write('old.yml', 'a:\n- 1\nb: 9007199254740993\n');
    files.write('new.yml', 'b: 9007199254740995\na: [1, x]\n');
    const { stdout } = await genManifest('diff', '--format', 'json', files.path('old.yml'), files.path('new.yml'));
    assert.deepEqual((JSON.parse(stdout) as { changes: unknown }).changes, [
      { path: '/a/1', kind: 'added', new: { line: 2, value: 'x' } },
      {
        path: '/b',
        kind: 'changed',
        old: { line: 3, value: '9007199254740993' },
        new: { line: 1, value: '9007199254740995' },
      },
    ]);
  });

  it('colours what a terminal shows, and nothing else', async () => {
    const argv = ['diff', ...pair({ a: 1 }, { a: 2 })];
    const written = async (colour: boolean, ...more: string[]): Promise<string> => {
      let stdout = '';
      await run([...argv, ...more], { stdout: (text) => void (stdout += text), stderr: () => undefined, colour });
      return stdout;
    };
    assert.match(await written(true), /\u001b\[31m- 1\u001b\[0m\n\u001b\[32m\+ 2\u001b\[0m/);
    assert.doesNotMatch(await written(false), /\u001b/);
    assert.doesNotMatch(await written(true, '--format=markdown'), /\u001b/);
  });

  it('lets no control character of a document through to the terminal', async () => {
    const [old, now] = pair({ 'a\u001b[2J': 1 }, { 'a\u001b[2J': '\u001b]0;x\u0007' });
    const { stdout } = await genManifest('diff', old as string, now as string);
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f]/);
  });

  it('stays within what a pull request takes as Markdown, and counts what it leaves out', async () => {
    const list = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`k${at}`, `${prefix}${at}`]));
    const { stdout } = await genManifest('diff', '--format=markdown', ...pair(list('a'), list('b')));
    assert.ok(stdout.length <= 65_536);
    const shown = stdout.match(/^```diff$/gm)?.length ?? 0;
    assert.match(stdout, new RegExp(`\\n${3000 - shown} more differences are left out`));
  });

  it('shows a pull request every difference that one of them leaves room for', async () => {
    const long = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, `value ${at}`]));
    const wide = Array.from({ length: 150 }, (_, at) => `${at} ${'x'.repeat(600)}`);
    const { stdout } = await genManifest('diff', '--format=markdown', ...pair({ z: 1 }, { a: long, b: wide, z: 2 }));
    assert.ok(stdout.length <= 65_536);
    assert.match(stdout, /\n`\/a` {2}\(new line 1\)\n\n```diff\n(\+ .*\n){200} {2}\.\.\. \(4800 more lines\)\n```\n/);
    assert.match(stdout, /\n`\/b` {2}\(new line 1\): added, and too long to be shown here\n/);
    assert.match(stdout, /\n- 1\n\+ 2\n/);
    assert.doesNotMatch(stdout, /left out/);
  });

  it('cuts long lines around what differs in them', async () => {
    const text = (end: string) => ({ a: `${'x'.repeat(2000)}${end}${'y'.repeat(2000)}` });
    const { stdout } = await genManifest('diff', ...pair(text('old'), text('new')));
    const side = (sign: string, end: string) =>
      `${sign} ...${'x'.repeat(40)}${end}${'y'.repeat(457)}... (1543 more characters)\n`;
    assert.ok(stdout.includes(side('-', 'old') + side('+', 'new')), stdout);
  });

  it('shows of texts with several lines those around a difference', async () => {
    const text = (line: string) => ({ a: [...'abcdefgh', line, ...'ijklmnop', ''].join('\n') });
    const { stdout } = await genManifest('diff', ...pair(text('old'), text('new')));
    assert.match(stdout, /\n {4}f\n {4}g\n {4}h\n- {3}old\n\+ {3}new\n {4}i\n {4}j\n {4}k\n/);
    assert.match(stdout, /\n {2}\.\.\. \(\d lines that are the same\)\n/);
    assert.doesNotMatch(stdout, / d\n| m\n/);
  });

  it('takes nodes and merge keys of spiff for what they are written as', async () => {
    const old = files.write('old.yml', 'a: (( merge ))\n<<: (( merge ))\nl:\n- <<: (( merge on x ))\n- name: y\n');
    const now = files.write('new.yml', 'a: (( merge || 4 ))\n<<: (( merge ))\nl:\n- <<: (( merge on x ))\n- name: z\n');
    const { stdout, stderr } = await genManifest('diff', '--format', 'json', old, now);
    assert.equal(stderr, '');
    const { changes } = JSON.parse(stdout) as { changes: { path: string; old: { line: number } }[] };
    assert.deepEqual(
      changes.map(({ path, old: { line } }) => [path, line]),
      [
        ['/a', 1],
        ['/l/1/name', 5],
      ],
    );
  });

  it('takes the last of a key that stands twice, as bosh does', async () => {
    const twice = files.write('old.yml', 'a: 1\na: 2\n');
    assert.equal((await genManifest('diff', twice, files.write('new.yml', 'a: 2\n'))).exitCode, 0);
  });

  it('fences Markdown so that a value cannot end it', async () => {
    const { stdout } = await genManifest('diff', '--format=markdown', ...pair({}, { 'a`b': '````' }));
    assert.match(stdout, /\n`````diff\n\+ .*````.*\n`````\n/);
    assert.match(stdout, /\n``\/a`b`` /);
  });

  it('redacts the value of a variable that is named for a secret', async () => {
    const env = (value: string) => ({ env: [{ name: 'API_TOKEN', value }] });
    const { stdout } = await genManifest('diff', ...pair(env('marked-1'), env('marked-2')));
    assert.match(stdout, /\/env\/name=API_TOKEN\/value.*\n- "?<redacted>"?\n\+ "?<redacted>"?\n/);
    assert.doesNotMatch(stdout, /marked/);
  });

  it('refuses what it cannot read, both files at once', async () => {
    const outcome = await genManifest('diff', files.path('none.yml'), files.write('broken.yml', 'a: [1\n'));
    assertRefused(outcome);
    assert.match(outcome.stderr, /none\.yml: error: there is no such file\n/);
    assert.match(outcome.stderr, /broken\.yml:\d+:\d+: error: not valid YAML/);
  });

  it('needs two files, or ops files for the one', async () => {
    const outcome = await genManifest('diff', 'a.yml');
    assertRefused(outcome);
    assert.match(outcome.stderr, /diff needs a NEW\n {2}or ops files with -o/);
  });
});
