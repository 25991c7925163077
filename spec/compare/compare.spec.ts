/** The comparison: every edit is reported and nothing else, whatever the order of keys and of named things. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { type Change, type PathStep, pathText } from '../../src/gen-manifest/compare/change.js';
import { compare } from '../../src/gen-manifest/compare/compare.js';
import { type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { hostileMap } from '../support/hostile-values.js';
import { directorChangesets, hasDirector } from '../support/director.js';
import { edit, shuffled } from '../support/manifest-edits.js';
import { naiveComparison } from '../support/naive-comparison.js';
import { runCount } from '../support/run-count.js';

const golden = new URL('../golden/', import.meta.url);
const manifests = readdirSync(golden, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(?!diff|review).*expected\.yml$/.test(name))
  .map((name) => load(readFileSync(new URL(name, golden), 'utf8'), { schema: YAML11_SCHEMA }) as YamlMap)
  .filter((document) => 'jobs' in document || 'instance_groups' in document);

const shown = (changes: readonly Change[]) =>
  changes.map(({ path, kind }) => ({ path: pathText(path), kind })).sort((a, b) => a.path.localeCompare(b.path));

/** Numbers from 0 to 1 that follow from a seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807 + 1) % 2147483647) / 2147483647;
}

/** The changes as the naive comparison has them: a list without names is one value. */
function plainly(changes: readonly Change[]): string[] {
  const found = changes.map(({ path, kind }) => {
    const unnamed = path.findIndex((step) => typeof step === 'number');
    const text = path.length === 0 ? '' : pathText(unnamed < 0 ? path : path.slice(0, unnamed));
    return `${text} ${unnamed < 0 && kind !== 'reordered' ? kind : 'changed'}`;
  });
  return [...new Set(found)].sort();
}

/** The old document with the changes made to it: what remains to differ was not reported. */
function applied(old: YamlValue, changes: readonly Change[]): YamlValue {
  const root = { root: structuredClone(old) };
  const steps = (path: readonly PathStep[]): PathStep[] => ['root', ...path];
  const indexIn = (list: YamlValue, step: PathStep): string | number =>
    typeof step !== 'object' ? step : (list as YamlMap[]).findIndex((item) => item[step.key] === step.value);
  // Items that are removed leave from the end, then those that are added come at their new indexes.
  const removals: { readonly list: YamlValue[]; readonly index: number }[] = [];
  const additions: (() => void)[] = [];
  for (const change of changes) {
    const path = steps(change.path);
    let at: YamlValue = root;
    for (const step of path.slice(0, -1)) at = (at as YamlMap)[indexIn(at, step)] as YamlValue;
    const parent = at as YamlMap & YamlValue[];
    const last = path.at(-1) as PathStep;
    if ('new' in change && change.kind !== 'added') parent[indexIn(parent, last)] = change.new;
    else if (Array.isArray(parent) && change.kind === 'removed')
      removals.push({ list: parent, index: indexIn(parent, last) as number });
    else if (Array.isArray(parent) && change.kind === 'added')
      additions.push(
        () => void parent.splice(typeof last === 'number' ? last : parent.length, 0, change.new as YamlMap),
      );
    else if (change.kind === 'removed') delete (parent as YamlMap)[last as string];
    else if (change.kind === 'added') parent[last as string] = change.new;
  }
  for (const { list, index } of removals.sort((a, b) => b.index - a.index)) list.splice(index, 1);
  for (const add of additions) add();
  return root.root;
}

const named = fc
  .uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd/e'), value: fc.nat(2) }), {
    selector: ({ name }) => name,
  })
  .map((list) => list as YamlValue[]);
const scalars: fc.Arbitrary<YamlValue> = fc.array(fc.constantFrom<YamlValue>('x', 'y', 1, null, true), {
  maxLength: 5,
});
const small: fc.Arbitrary<YamlValue> = fc.dictionary(
  fc.constantFrom('k', 'l', 'm'),
  fc.oneof(named, scalars, fc.nat(2)),
);

describe('compare', () => {
  it('has manifests to compare', () => assert.ok(manifests.length >= 3));

  it('reports every edit of a manifest, and nothing else, in whatever order it stands', () => {
    const choices = fc.array(fc.nat(1_000_000), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...manifests), choices, fc.nat(), (manifest, picks, seed) => {
        const now = structuredClone(manifest);
        const edits = edit(now, picks);
        const expected = [...edits].sort((a, b) => a.path.localeCompare(b.path));
        assert.deepEqual(shown(compare(manifest, now)), expected);
        assert.deepEqual(shown(compare(manifest, shuffled(now, randomOf(seed)))), expected);
      }),
      { numRuns: runCount(60) },
    );
  });

  it('finds what a comparison without any shortcuts finds, in any two documents', () => {
    const deeper = fc.dictionary(fc.constantFrom('k', 'l'), fc.oneof(small, fc.array(small, { maxLength: 3 }), named));
    fc.assert(
      fc.property(fc.oneof(small, deeper), fc.oneof(small, deeper), (old, now) => {
        assert.deepEqual(plainly(compare(old, now)), [...naiveComparison(old, now)].sort());
      }),
      { numRuns: runCount(3000) },
    );
    fc.assert(
      fc.property(fc.constantFrom(...manifests), fc.array(fc.nat(1_000_000), { maxLength: 12 }), (manifest, picks) => {
        const now = structuredClone(manifest);
        edit(now, picks);
        assert.deepEqual(plainly(compare(manifest, now)), [...naiveComparison(manifest, now)].sort());
      }),
      { numRuns: runCount(60) },
    );
  });

  it("finds a difference exactly where the Director's own changeset does", function () {
    if (!hasDirector()) this.skip();
    const picked = fc.record({
      manifest: fc.constantFrom(...manifests),
      picks: fc.array(fc.nat(1_000_000), { maxLength: 6 }),
    });
    const pairs = fc.sample(picked, { numRuns: runCount(100), seed: 3 }).map(({ manifest, picks }, seed) => {
      const now = structuredClone(manifest);
      const edits = edit(now, picks);
      return { old: manifest, now: shuffled(now, randomOf(seed)), edits };
    });
    const changesets = directorChangesets(pairs.map(({ old, now }) => [old, now]));
    for (const [index, { old, now, edits }] of pairs.entries()) {
      const lines = changesets[index] ?? [];
      // The Director does not tell null from what is not there.
      const changes = compare(old, now).filter(
        (change) => !('old' in change && change.old === null && change.kind === 'removed'),
      );
      assert.equal(lines.length > 0, changes.length > 0, JSON.stringify(edits));
      for (const change of changes) {
        const texts = 'new' in change && typeof change.new === 'string' ? [change.new] : [];
        for (const text of texts)
          assert.ok(
            lines.some(([line, status]) => status === 'added' && line.includes(text)),
            text,
          );
      }
    }
  });

  it('finds no difference between any value and itself, shuffled', () => {
    fc.assert(
      fc.property(fc.oneof(hostileMap, small), fc.nat(), (value, seed) => {
        assert.deepEqual(compare(value, shuffled(value, randomOf(seed))), []);
      }),
      { numRuns: runCount(500) },
    );
  });

  it('reports changes that turn the one into the other', () => {
    fc.assert(
      fc.property(small, small, (old, now) => {
        assert.deepEqual(compare(applied(old, compare(old, now)), now), []);
      }),
      { numRuns: runCount(2000) },
    );
  });

  it('takes what has other types for different, and nothing for null', () => {
    assert.deepEqual(shown(compare({ a: 1, b: null, c: 'yes' }, { a: '1', c: true })), [
      { path: '/a', kind: 'changed' },
      { path: '/b', kind: 'removed' },
      { path: '/c', kind: 'changed' },
    ]);
  });

  it('says once that a list of scalars is in another order', () => {
    const [change] = compare({ args: ['-c', 'ls'] }, { args: ['ls', '-c'] });
    assert.equal(change?.kind, 'reordered');
    assert.deepEqual(
      compare({ a: ['x', 'y', 'z'] }, { a: ['x', 'z'] }).map(({ path, kind }) => [pathText(path), kind]),
      [['/a/1', 'removed']],
    );
  });

  it('compares what was changed within an item that has no name', () => {
    const list = (static_: string) => ({ subnets: [{ a: 1 }, { range: static_, b: { c: [1] } }] });
    assert.deepEqual(shown(compare(list('x'), list('y'))), [{ path: '/subnets/1/range', kind: 'changed' }]);
  });

  it('compares lists that have nothing in common in a moment', () => {
    const list = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => `${prefix}${index}`);
    const changes = compare({ a: [...list('a'), 'same'] }, { a: ['same', ...list('b')] });
    assert.equal(changes.length, 40_000);
    assert.ok(changes.every(({ kind }) => kind !== 'changed'));
  });

  it('writes paths as ops files do', () => {
    assert.equal(pathText(['a/b', { key: 'name', value: 'c~d' }, 'x:y', 0]), '/a~1b/name=c~0d/x~7y/0');
  });
});
