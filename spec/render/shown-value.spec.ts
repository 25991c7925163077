import assert from 'node:assert/strict';
import { shownValue } from '../../src/gen-manifest/render/shown-value.js';

describe('shownValue', () => {
  it('shows short values on one line', () => {
    assert.deepEqual(shownValue('x'), ['x']);
    assert.deepEqual(shownValue(['a', 'b']), ['[a, b]']);
    assert.deepEqual(shownValue(null), ['null']);
  });

  it('shows the first line of a text of several, such as a certificate', () => {
    assert.deepEqual(shownValue('-----BEGIN CERTIFICATE-----\nabc\ndef\n'), [
      '-----BEGIN CERTIFICATE----- ... (3 lines)',
    ]);
  });

  it('shows long lists and maps by their entries, and no more than 20 of them', () => {
    const names = Array.from({ length: 30 }, (_, index) => `registry-${index}.example.com`);
    const lines = shownValue(names);
    assert.equal(lines.length, 21);
    assert.equal(lines[0], '- registry-0.example.com');
    assert.equal(lines.at(-1), '... (10 more)');
    assert.deepEqual(shownValue({ a: 'x'.repeat(60), b: 'y'.repeat(60) }), [
      `a: ${'x'.repeat(60)}`,
      `b: ${'y'.repeat(60)}`,
    ]);
  });

  it('cuts long lines', () => {
    assert.ok(shownValue(Object.fromEntries([['a', ['x'.repeat(300)]]])).every((line) => line.length <= 100));
  });
});
