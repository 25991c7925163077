/**
 * Compares two documents by what they mean: keys of maps in any order, things that have a name by their name,
 * and other lists by the fewest items added and removed.
 */
import type { Step } from '../errors.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { canonical } from './canonical.js';
import type { Change, PathStep } from './change.js';
import { type Named, named } from './identity.js';
import { pairs } from './pairs.js';

/** A value of both documents: the path that they share, and its place in each. */
interface At {
  readonly path: readonly PathStep[];
  readonly old: readonly Step[];
  readonly new: readonly Step[];
}

const root: At = { path: [], old: [], new: [] };

/** Everything that differs, in the order of the old document, what was added last. */
export function compare(old: YamlValue, now: YamlValue): Change[] {
  return compareValues(old, now, root);
}

function compareValues(old: YamlValue, now: YamlValue, at: At): Change[] {
  if (isMap(old) && isMap(now)) return compareMaps(old, now, at);
  if (Array.isArray(old) && Array.isArray(now)) return compareLists(old, now, at);
  if (canonical(old) === canonical(now)) return [];
  return [{ kind: 'changed', path: at.path, places: { old: at.old, new: at.new }, old, new: now }];
}

function compareMaps(old: YamlMap, now: YamlMap, at: At): Change[] {
  const changes = Object.entries(old).flatMap(([key, value]): Change[] =>
    Object.hasOwn(now, key)
      ? compareValues(value, now[key] as YamlValue, below(at, key, key, key))
      : [{ kind: 'removed', path: [...at.path, key], places: { old: [...at.old, key] }, old: value }],
  );
  const added = Object.entries(now).filter(([key]) => !Object.hasOwn(old, key));
  return [
    ...changes,
    ...added.map(([key, value]): Change => ({
      kind: 'added',
      path: [...at.path, key],
      places: { new: [...at.new, key] },
      new: value,
    })),
  ];
}

function compareLists(old: readonly YamlValue[], now: readonly YamlValue[], at: At): Change[] {
  const names = named(old, now);
  return names && old.length + now.length > 0 ? compareNamed(names, at) : compareUnnamed(old, now, at);
}

function compareNamed({ key, old, new: now }: Named, at: At): Change[] {
  const step = (value: string): PathStep => ({ key, value });
  const changes = [...old].flatMap(([name, { item, index }]): Change[] => {
    const other = now.get(name);
    if (other) return compareMaps(item, other.item, below(at, step(name), index, other.index));
    return [{ kind: 'removed', path: [...at.path, step(name)], places: { old: [...at.old, index] }, old: item }];
  });
  for (const [name, { item, index }] of now) {
    if (old.has(name)) continue;
    changes.push({ kind: 'added', path: [...at.path, step(name)], places: { new: [...at.new, index] }, new: item });
  }
  return changes;
}

function compareUnnamed(old: readonly YamlValue[], now: readonly YamlValue[], at: At): Change[] {
  const paired = pairs(old.map(canonical), now.map(canonical));
  if (paired === 'reordered') {
    const places = { old: at.old, new: at.new };
    return [{ kind: 'reordered', path: at.path, places, old: [...old], new: [...now] }];
  }
  return paired.flatMap(([before, after]): Change[] => {
    if (before === undefined) {
      const index = after as number;
      const places = { new: [...at.new, index] };
      return [{ kind: 'added', path: [...at.path, index], places, new: now[index] as YamlValue }];
    }
    const value = old[before] as YamlValue;
    if (after === undefined)
      return [{ kind: 'removed', path: [...at.path, before], places: { old: [...at.old, before] }, old: value }];
    return compareValues(value, now[after] as YamlValue, below(at, before, before, after));
  });
}

function below(at: At, step: PathStep, old: Step, now: Step): At {
  return { path: [...at.path, step], old: [...at.old, old], new: [...at.new, now] };
}
