/** Every kind of broken file, given to every option that reads one. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { assertRefused } from '../support/gen-manifest.js';
import { bundledGenManifest } from '../support/bundled.js';
import { temporaryFiles } from '../support/temporary-files.js';

const options = ['-c', '-i', '-p', '-n', '-v', '-s'] as const;
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** A broken file and the finding that it must give, whatever option names it. */
const broken: Record<string, { content: string | Uint8Array; finding: RegExp }> = {
  empty: { content: '', finding: /^FILE: error: the file is empty$/m },
  blank: { content: '  \n\t\n', finding: /^FILE: error: the file is empty$/m },
  comments: { content: '# nothing\n', finding: /^FILE: error: the file holds nothing but comments$/m },
  binary: { content: bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), finding: /^FILE: error: the file is binary, not YAML$/m },
  'latin-1': { content: bytes('a: gr\xfc\xdfe\n'), finding: /^FILE: error: the file is not UTF-8 text$/m },
  'utf-16': {
    content: Buffer.from('\ufeffa: 1\n', 'utf16le'),
    finding: /^FILE: error: the file is binary, not YAML$/m,
  },
  '50 MB': {
    content: Buffer.alloc(50_000_000, 'key: value\n'),
    finding: /^FILE: error: the file is larger than 8 MiB/m,
  },
  'a list': { content: '- 1\n', finding: /^FILE:1:1: error: the .* (is|are) not a map$/m },
  'a scalar': { content: 'text\n', finding: /^FILE:1:1: error: the .* (is|are) not a map$/m },
  null: { content: '~\n', finding: /^FILE:1:1: error: the .* (is|are) not a map$/m },
  'two documents': {
    content: 'a: 1\n---\nb: 2\n',
    finding: /^FILE: error: the file holds 2 YAML documents, one is needed$/m,
  },
  'syntax error': { content: 'a: 1\nb: [1, 2\nc: 3\n', finding: /^FILE:\d+:\d+: error: not valid YAML: /m },
  'syntax errors': { content: 'a: "x\nb: [\n', finding: /^FILE:\d+:\d+: error: not valid YAML: /m },
  tabs: {
    content: 'a:\n\tb: 1\n',
    finding: /^FILE:2:1: error: not valid YAML: .*\n {2}YAML is indented with spaces, never with tabs$/m,
  },
  'duplicate key': {
    content: 'a:\n  b: 1\n  b: 2\n',
    finding: /^FILE:3:3: error: the key "b" stands twice in one map$/m,
  },
  'unknown alias': { content: 'a: *b\n', finding: /^FILE:1:\d+: error: not valid YAML: unidentified alias "b"$/m },
  'unknown tag': { content: 'a: !ruby/object {}\n', finding: /^FILE:1:\d+: error: not valid YAML: / },
  'control character': {
    content: 'a: "b\u0007"\n',
    finding: /^FILE:1:6: error: not valid YAML: a control character; /m,
  },
  'a list as key': {
    content: '[a]: 1\n',
    finding: /^FILE:1:1: error: not valid YAML: a list or map stands as a key; /m,
  },
  '100,000 open brackets': {
    content: `a: ${'['.repeat(100_000)}`,
    finding: /^FILE:1:\d+: error: not valid YAML: nested deeper/m,
  },
  '100,000 brackets': {
    content: `a: ${'['.repeat(1e5)}${']'.repeat(1e5)}`,
    finding: /^FILE:1:\d+: error: not valid YAML: nested/m,
  },
  '50,000 maps': {
    content: `${'{a: '.repeat(50_000)}1${'}'.repeat(50_000)}`,
    finding: /^FILE:1:\d+: error: not valid YAML: nested/m,
  },
  '100,000 dashes': {
    content: `${'- '.repeat(100_000)}x`,
    finding: /^FILE:1:\d+: error: not valid YAML: nested deeper/m,
  },
  'brackets behind an error': {
    content: `a: "x\nb: ${'[\n'.repeat(20_000)}`,
    finding: /^FILE:\d+:\d+: error: not valid YAML: /,
  },
  'a quote in a far column that never closes': {
    content: `${' '.repeat(100_000)}'${'a\n'.repeat(2_000)}`,
    finding: /^FILE:\d+:\d+: error: not valid YAML: /m,
  },
  'alias bomb': {
    content: `a: &a [x,x,x,x,x,x,x,x,x]\n${bomb('abcdefgh')}`,
    finding: /^FILE:7:1: error: aliases multiply to more than 1000000 values$/m,
  },
  'alias circle': { content: 'a: &a {b: *a}\n', finding: /^FILE:1:8: error: an alias leads back to a value/m },
  'alias chain': {
    content: `a0: &a0 {x: 1}\n${chain(1000)}`,
    finding: /^FILE:\d+:1: error: aliases nest deeper than 200 levels$/m,
  },
  'too many aliases': {
    content: `a: &a 1\nb: [${'*a,'.repeat(20_000)}]\n`,
    finding: /^FILE:2:\d+: error: not valid YAML: more than 10000 aliases$/m,
  },
};

function bomb(names: string): string {
  return [...names]
    .map((name) => {
      const next = String.fromCharCode(name.charCodeAt(0) + 1);
      return `${next}: &${next} [${Array<string>(9).fill(`*${name}`).join(', ')}]\n`;
    })
    .join('');
}

function chain(length: number): string {
  return Array.from({ length }, (_, index) => `a${index + 1}: &a${index + 1} {x: *a${index}}\n`).join('');
}

describe('broken files', () => {
  const files = temporaryFiles();
  const expects = (finding: RegExp, file: string): RegExp =>
    new RegExp(finding.source.replace('FILE', file.replace(/[/.\\+]/g, '\\$&')), finding.flags);

  for (const [name, { content, finding }] of Object.entries(broken)) {
    it(`refuses ${name}, with its place, in every option`, async () => {
      const file = files.write(`${name.replace(/\W/g, '-')}.yml`, content);
      for (const option of options) {
        const outcome = await bundledGenManifest('--env', 'openstack', option, file);
        assertRefused(outcome, `; ${option} with ${name}`);
        assert.match(outcome.stderr, expects(finding, file), option);
      }
    });
  }

  it('refuses a missing file and a folder', async () => {
    const folder = files.path('folder');
    mkdirSync(folder);
    const named = ['--env', 'openstack', '--foundation', 'diego-release@0.1463.0'];
    for (const option of options) {
      const missing = await bundledGenManifest(...named, option, files.path('no.yml'));
      assertRefused(missing);
      assert.equal(missing.stderr, `${files.path('no.yml')}: error: there is no such file\n`);
      const directory = await bundledGenManifest(...named, option, folder);
      assertRefused(directory);
      assert.equal(directory.stderr, `${folder}: error: this is a folder, a file is needed\n`);
    }
  });

  it('refuses every broken file of one command at once', async () => {
    const names = ['-c', '-i', '-p', '-n', '-v', '-s'].map((option, index) => [option, files.path(`none${index}.yml`)]);
    const outcome = await bundledGenManifest('--env', 'openstack', ...names.flat());
    assertRefused(outcome);
    assert.equal(outcome.stderr.match(/error: there is no such file/g)?.length, names.length);
  });

  it('reads a byte order mark, CRLF, a YAML directive and document markers', async () => {
    for (const [index, text] of [
      '\ufeffregistry:\r\n  host: 10.0.0.9\r\n',
      '%YAML 1.1\n---\nregistry: {host: 10.0.0.9}\n...\n',
      '--- # settings\nregistry:\n  host:\n    10.0.0.9\n',
    ].entries()) {
      const { exitCode, stdout } = await bundledGenManifest(
        '--env',
        'openstack',
        '-s',
        files.write(`fine${index}.yml`, text),
      );
      assert.equal(exitCode, 0);
      assert.match(stdout, /- "10\.0\.0\.9:5000"$/m);
    }
  });
});
