/** Differences that ops files make: each with the operations that it comes from, and the lines that are still true. */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { boshInt, bosh } from '../support/bosh.js';
import { genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

interface Shown {
  readonly path: string;
  readonly kind: string;
  readonly old?: { readonly line?: number };
  readonly new?: { readonly line?: number };
  readonly by?: readonly { readonly file: string; readonly line: number }[];
}

const base = `name: cf
networks:
- name: default
- name: other
groups:
- name: a
  count: 1
  list: [x, y]
- name: b
  count: 1
`;

describe('diff with ops files', () => {
  const files = temporaryFiles();
  const ops = (name: string, ...operations: readonly (readonly [string, string, unknown?])[]): string =>
    files.write(
      name,
      operations
        .map(([type, path, value]) => stringify([{ type, path, ...(value !== undefined && { value }) }]))
        .join(''),
    );
  const shown = async (...argv: readonly string[]): Promise<Shown[]> => {
    const { stdout, stderr } = await genManifest('diff', '--format', 'json', ...argv);
    assert.equal(stderr, '');
    return (JSON.parse(stdout) as { changes: Shown[] }).changes.map((change) => ({
      ...change,
      ...(change.by && { by: change.by.map(({ file, line }) => ({ file: file.split('/').at(-1) as string, line })) }),
    }));
  };

  it('names every operation that a difference comes from, and only these', async () => {
    const old = files.write('base.yml', base);
    const one = ops('one.yml', ['replace', '/groups/name=a/count', 2], ['replace', '/groups/name=a/count', 3]);
    const two = ops(
      'two.yml',
      ['replace', '/groups/name=a:before', { name: 'first' }],
      ['remove', '/groups/name=b/count'],
    );
    const changes = await shown(old, '-o', one, '-o', two);
    const at = (file: string, ...lines: number[]) => lines.map((line) => ({ file, line }));
    assert.deepEqual(
      changes.map(({ path, kind, by }) => ({ path, kind, by })),
      [
        { path: '/groups/name=a/count', kind: 'changed', by: at('one.yml', 1, 4) },
        { path: '/groups/name=b/count', kind: 'removed', by: at('two.yml', 5) },
        { path: '/groups/name=first', kind: 'added', by: at('two.yml', 1) },
      ],
    );
  });

  it('keeps the lines of what no operation put there, wherever it has moved', async () => {
    const old = files.write('base.yml', base);
    const now = files.write('new.yml', `# One line more.\n${base.replaceAll('count: 1', 'count: 7')}`);
    const one = ops(
      'one.yml',
      ['replace', '/groups/name=a:before', { name: 'f' }],
      ['replace', '/groups/name=b/count', 8],
    );
    const changes = await shown(old, now, '-o', one);
    assert.deepEqual(
      changes.map((change) => [change.path, change.old?.line, change.new?.line, change.by?.length ?? 0]),
      [
        ['/groups/name=a/count', 7, 8, 0],
        ['/groups/name=b/count', 10, undefined, 1],
        ['/groups/name=f', undefined, undefined, 1],
      ],
    );
  });

  it('applies ops files to OLD as well', async () => {
    const old = files.write('base.yml', base);
    const one = ops('one.yml', ['replace', '/groups/name=a/list/-', 'z']);
    assert.deepEqual(await shown(old, '--old-ops-file', one, '-o', one), []);
    const [only, ...more] = await shown(old, '--old-ops-file', one);
    assert.deepEqual([only?.path, only?.kind, more], ['/groups/name=a/list/2', 'removed', []]);
  });

  it('is the difference to what bosh makes of the ops files', async function () {
    if (bosh === undefined) this.skip();
    const old = files.write('base.yml', base);
    const one = ops(
      'one.yml',
      ['replace', '/groups/name=b?/jobs?/name=j?/properties/deep', { x: [1] }],
      ['remove', '/networks/name=other'],
      ['replace', '/groups/name=a/list/0', 'w'],
    );
    const { stdout } = boshInt(old, '-o', one);
    const now = files.write('interpolated.yml', stdout);
    const plain = ({ path, kind }: Shown) => ({ path, kind });
    assert.deepEqual((await shown(old, '-o', one)).map(plain), (await shown(old, now)).map(plain));
    assert.deepEqual(await shown(now, old, '-o', one), []);
  });
});
