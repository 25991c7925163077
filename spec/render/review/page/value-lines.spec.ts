/** The values of a change as lines. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { valueLines } from '../../../../src/gen-manifest/render/review/page/value-lines.js';
import { yamlLines } from '../../../../src/gen-manifest/render/yaml.js';
import type { YamlValue } from '../../../../src/gen-manifest/yaml-value.js';
import { runCount } from '../../../support/run-count.js';

const signs = { del: '-', ins: '+', same: ' ', gap: '~' } as const;
const shown = (old: YamlValue | undefined, now: YamlValue | undefined): string[] =>
  valueLines(old, now).map(({ is, text }) => `${signs[is]} ${text}`);

describe('the values of a change', () => {
  it('stand one below the other where both are short', () =>
    assert.deepEqual(shown(2048, 20480), ['- 2048', '+ 20480']));
  it('stand alone where one is added or removed', () => {
    assert.deepEqual(shown(undefined, { a: 1 }), ['+ a: 1']);
    assert.deepEqual(shown(null, undefined), ['- null']);
  });
  it('keep what is the same beside what is added to a list', () =>
    assert.deepEqual(shown(['a', 'b'], ['a', 'b', 'c']), ['  - a', '  - b', '+ - c']));

  it('leave out what is far from a difference, and say how much', () => {
    const list = Array.from({ length: 20 }, (_, index) => `item ${index}`);
    assert.deepEqual(shown(list, [...list, 'new']), [
      '~ 17 lines the same',
      ...['  - item 17', '  - item 18', '  - item 19', '+ - new'],
    ]);
  });

  it('say that they differ where that does not show', () =>
    assert.deepEqual(shown('(secret)', '(secret)'), ['  (secret)', '~ what differs is a secret, and not shown']));

  it('are cut where they are longer than anyone reads', () => {
    const lines = shown(
      undefined,
      Array.from({ length: 500 }, (_, index) => index),
    );
    assert.equal(lines.length, 401);
    assert.equal(lines.at(-1), '~ 100 more lines, left out of this page');
    assert.match(shown(undefined, 'x'.repeat(5000))[0] ?? '', /x{4000} \.\.\. \(1,000 more characters\)$/);
  });

  it('take no time where everything differs', () => {
    const list = (text: string): string[] => Array.from({ length: 20_000 }, (_, index) => `${text} ${index}`);
    const start = performance.now();
    valueLines(list('old'), list('new'));
    assert.ok(performance.now() - start < 10_000);
  });

  it('can be put together again to the old and to the new value', () => {
    const value = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 });
    fc.assert(
      fc.property(value, value, (old, now) => {
        const lines = valueLines(old, now);
        const side = (other: 'del' | 'ins'): string[] => lines.filter(({ is }) => is !== other).map(({ text }) => text);
        if (lines.some(({ is }) => is === 'gap')) return;
        assert.deepEqual(side('ins'), yamlLines(old));
        assert.deepEqual(side('del'), yamlLines(now));
      }),
      { numRuns: runCount(300) },
    );
  });
});
