/** Which key names the items of a list, so that they are matched wherever they stand. */
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';

/**
 * Keys that name things in BOSH's documents, the usual one first: jobs, networks, releases and most others have
 * a `name`, stemcells an `alias`, subnets a `range`.
 */
const keys = ['name', 'alias', 'id', 'range'] as const;

/** A list of named things. */
export interface Named {
  readonly key: string;
  readonly old: ReadonlyMap<string, { readonly item: YamlMap; readonly index: number }>;
  readonly new: ReadonlyMap<string, { readonly item: YamlMap; readonly index: number }>;
}

/** The items of both lists by the key that names every one of them once; undefined where there is none. */
export function named(old: readonly YamlValue[], now: readonly YamlValue[]): Named | undefined {
  if (![...old, ...now].every(isMap)) return undefined;
  for (const key of keys) {
    const ofOld = byName(old, key);
    const ofNew = byName(now, key);
    if (ofOld && ofNew) return { key, old: ofOld, new: ofNew };
  }
  return undefined;
}

function byName(items: readonly YamlValue[], key: string): Named['old'] | undefined {
  const found = new Map<string, { item: YamlMap; index: number }>();
  for (const [index, item] of items.entries()) {
    const name = isMap(item) && Object.hasOwn(item, key) ? item[key] : undefined;
    if (typeof name !== 'string' || found.has(name)) return undefined;
    found.set(name, { item: item as YamlMap, index });
  }
  return found;
}
