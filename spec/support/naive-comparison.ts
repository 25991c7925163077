/**
 * What differs between two documents, in the plainest way there is: no pairs, no places, no order. It shares nothing
 * with src/gen-manifest/compare, which is held against it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';

const isPlainMap = (value: YamlValue | undefined): value is YamlMap =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The differences, `path kind`; a list whose items have no names is one value. */
export function naiveComparison(old: YamlValue, now: YamlValue): Set<string> {
  const found = new Set<string>();
  visit(old, now, '', found);
  return found;
}

function visit(old: YamlValue | undefined, now: YamlValue | undefined, path: string, found: Set<string>): void {
  if (old === undefined || now === undefined) {
    if (old !== now) found.add(`${path} ${old === undefined ? 'added' : 'removed'}`);
  } else if (isPlainMap(old) && isPlainMap(now)) {
    visitAll(new Map(Object.entries(old)), new Map(Object.entries(now)), path, found);
  } else {
    const [before, after] = [Array.isArray(old) ? old : [], Array.isArray(now) ? now : []];
    const key = Array.isArray(old) && Array.isArray(now) ? nameOfAll(before, after) : undefined;
    if (key !== undefined) visitAll(byName(before, key), byName(after, key), path, found);
    else if (!isDeepStrictEqual(normal(old), normal(now))) found.add(`${path} changed`);
  }
}

function visitAll(
  old: ReadonlyMap<string, YamlValue>,
  now: ReadonlyMap<string, YamlValue>,
  path: string,
  found: Set<string>,
): void {
  for (const name of new Set([...old.keys(), ...now.keys()]))
    visit(
      old.get(name),
      now.get(name),
      `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1').replace(/:/g, '~7')}`,
      found,
    );
}

/** The key under which every item of both lists has a name of its own. */
function nameOfAll(old: readonly YamlValue[], now: readonly YamlValue[]): string | undefined {
  return ['name', 'alias', 'id', 'range'].find((key) =>
    [old, now].every((list) => {
      const names = list.map((item) => (isPlainMap(item) && Object.hasOwn(item, key) ? item[key] : undefined));
      return names.every((name) => typeof name === 'string') && new Set(names).size === list.length;
    }),
  );
}

function byName(list: readonly YamlValue[], key: string): Map<string, YamlValue> {
  return new Map(list.map((item) => [`${key}=${(item as YamlMap)[key] as string}`, item]));
}

/** A value without the order of what has names. */
function normal(value: YamlValue): unknown {
  if (Array.isArray(value)) {
    const key = value.length > 0 ? nameOfAll(value, []) : undefined;
    const items = value.map(normal);
    return key === undefined
      ? items
      : { named: Object.fromEntries([...byName(value, key)].map(([name, item]) => [name, normal(item)])) };
  }
  if (isPlainMap(value))
    return new Map(
      Object.keys(value)
        .sort()
        .map((key) => [key, normal(value[key] as YamlValue)]),
    );
  return typeof value === 'number' ? value + 0 : value;
}
