import assert from 'node:assert/strict';
import { findMarks, mark, marked, put } from '../../../src/gen-manifest/plan/explain/marks.js';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';

const strings = { type: 'array', items: { type: 'string' }, description: '' } as const;
const maps = { type: 'array', items: { type: 'object' }, description: '' } as const;

describe('marks', () => {
  it('have the shape of what a setting takes', () => {
    assert.equal(marked({ type: 'integer', description: '' }, 1), mark(1));
    assert.deepEqual(marked(strings, 1), [mark(1)]);
    assert.deepEqual(marked(maps, 1), [{ [mark(1)]: mark(1) }]);
    assert.deepEqual(marked({ type: 'object', description: '' }, 1), { [mark(1)]: mark(1) });
  });

  it('are found as the whole value of whatever shape, and within a text', () => {
    const document: YamlMap = {
      text: `${mark(1)}:${mark(2)}`,
      list: marked(strings, 3),
      maps: marked(maps, 4),
      map: marked({ type: 'object', description: '' }, 5),
      jobs: [{ name: 'a', instances: mark(6) }],
    };
    const found = [...findMarks(document)].map(([number, paths]) => [number, paths.map((path) => path.join('.'))]);
    assert.deepEqual(found, [
      [1, ['text']],
      [2, ['text']],
      [3, ['list']],
      [4, ['maps']],
      [5, ['map']],
      [6, ['jobs.a.instances']],
    ]);
  });

  it('are found once in each place', () => {
    const twice = [
      { name: 'a', x: mark(1) },
      { name: 'a', x: mark(1) },
    ];
    assert.deepEqual(findMarks({ twice, other: mark(1) }).get(1), [['twice', 'a', 'x'], ['other']]);
  });
});

describe('put', () => {
  it('makes the groups on the way', () => {
    const tree: YamlMap = {};
    put(tree, ['a', 'b'], 1);
    put(tree, ['a', 'c'], 2);
    assert.deepEqual(tree, { a: { b: 1, c: 2 } });
  });
});
