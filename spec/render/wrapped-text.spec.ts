import assert from 'node:assert/strict';
import { labelled, shortened, table, wrapped } from '../../src/gen-manifest/render/wrapped-text.js';

describe('wrapped', () => {
  it('breaks between words, and leaves a long one whole', () => {
    assert.deepEqual(wrapped('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrapped('averylongword b', 4), ['averylongword', 'b']);
    assert.deepEqual(wrapped('', 10), ['']);
  });
});

describe('labelled', () => {
  it('aligns labels, leaves out empty rows, and has no blanks at the end of a line', () => {
    assert.equal(
      labelled([
        ['a', ['1', '', '2']],
        ['unit', []],
        ['long', ['3']],
      ]),
      '  a     1\n\n        2\n  long  3\n',
    );
    assert.equal(labelled([]), '');
  });
});

describe('table', () => {
  it('aligns columns, and cuts what is long', () => {
    assert.equal(
      table([
        ['a', 'bb', 'c'],
        ['aaa', '', ''],
      ]),
      '  a    bb  c\n  aaa\n',
    );
    assert.equal(table([['a', 'b'.repeat(300)]]).length, 161);
    assert.equal(table([]), '');
  });
});

describe('shortened', () => {
  it('cuts to the width, with dots', () => {
    assert.equal(shortened('abcdef', 6), 'abcdef');
    assert.equal(shortened('abcdefg', 6), 'abc...');
  });
});
