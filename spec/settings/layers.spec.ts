import assert from 'node:assert/strict';
import { type Layer, Layers, placeOf } from '../../src/gen-manifest/settings/layers.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

const file = (name: string, tree: YamlValue): Layer => ({ origin: { kind: 'settings', file: name }, tree });

describe('Layers', () => {
  it('finds a value in the highest layer that has it, with its origin', () => {
    const layers = new Layers([file('a.yml', { a: { b: 1, c: 2 } }), file('b.yml', { a: { b: 3 } })]);
    assert.deepEqual(layers.find('a.b'), { value: 3, origin: { kind: 'settings', file: 'b.yml' }, path: 'a.b' });
    assert.deepEqual(layers.find('a.c'), { value: 2, origin: { kind: 'settings', file: 'a.yml' }, path: 'a.c' });
    assert.equal(layers.find('a.d'), undefined);
    assert.equal(layers.value('a.c'), 2);
  });

  it('takes null for a value, and not for nothing', () => {
    const layers = new Layers([file('a.yml', { a: 1 }), file('b.yml', { a: null })]);
    assert.equal(layers.value('a'), null);
  });

  it('looks through a section that is null or of another kind', () => {
    const layers = new Layers([file('a.yml', { a: { b: 1 } }), file('b.yml', { a: null }), file('c.yml', { a: 'x' })]);
    assert.equal(layers.value('a.b'), 1);
  });

  it('enters lists by name', () => {
    const layers = new Layers([file('a.yml', { jobs: [{ name: 'x', n: 1 }, 'y', { name: 'z', n: 2 }] })]);
    assert.equal(layers.value('jobs.z.n'), 2);
    assert.equal(layers.value('jobs.y'), undefined);
  });

  it('finds no property of every object', () => {
    assert.equal(new Layers([file('a.yml', { a: {} })]).find('a.constructor'), undefined);
    assert.equal(new Layers([file('a.yml', {})]).find('__proto__'), undefined);
  });
});

describe('placeOf', () => {
  it('is the path in the file, --set, or the default', () => {
    const found = { value: 1, path: 'a.b' };
    assert.deepEqual(placeOf({ ...found, origin: { kind: 'stub', file: 'p.yml' } }, [2]), {
      file: 'p.yml',
      path: ['a', 'b', 2],
    });
    assert.deepEqual(placeOf({ ...found, origin: { kind: 'set' } }), { file: '--set a.b' });
    assert.deepEqual(placeOf({ ...found, origin: { kind: 'default' } }), { file: 'default' });
  });
});
