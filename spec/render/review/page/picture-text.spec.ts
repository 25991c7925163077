/** The texts of a picture: no line is longer than its box. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { widthOf, wrapped } from '../../../../src/gen-manifest/render/review/page/picture-text.js';
import { runCount } from '../../../support/run-count.js';

describe('a text in the picture', () => {
  it('is broken at spaces', () => assert.deepEqual(wrapped('reads the metadata', 10, 3), ['reads the', 'metadata']));
  it('is broken behind the signs of a long name', () =>
    assert.deepEqual(wrapped('garden.insecure_docker_registry_list', 20, 3), [
      'garden.insecure_',
      'docker_registry_list',
    ]));
  it('is broken anywhere where nothing else is left', () =>
    assert.deepEqual(wrapped('abcdefghij', 4, 3), ['abcd', 'efgh', 'ij']));
  it('says with three dots that there is more', () =>
    assert.deepEqual(wrapped('one two three', 5, 2), ['one', 'two…']));
  it('is nothing for nothing', () => assert.deepEqual(wrapped('  ', 10, 2), []));
  it('gives letters of East Asia twice the room', () =>
    assert.equal(widthOf(['漢字'], 'label'), widthOf(['abcd'], 'label')));

  it('never has more lines or longer ones than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 8, max: 40 }), (text, letters) => {
        const lines = wrapped(text, letters, 3);
        assert.ok(lines.length <= 3);
        for (const line of lines)
          assert.ok(widthOf([line], 'mono') <= widthOf(['x'.repeat(letters + 1)], 'mono'), line);
      }),
      { numRuns: runCount(500) },
    );
  });
});
