/** The named items of a cloud config's lists: zones, VM types, disk types, networks. */
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { plain, type PlannedMap } from '../planned.js';

/** The lists of a cloud config that have named items, in the order in which bosh.io shows them. */
export const namedLists = ['azs', 'vm_types', 'disk_types', 'networks'] as const;
export type NamedList = (typeof namedLists)[number];

/** The item of `base` that has the name of `wanted`. */
export function named(base: YamlMap, list: NamedList, wanted: PlannedMap): YamlMap | undefined {
  const items: YamlValue = base[list] ?? null;
  const name = nameOf(wanted);
  return Array.isArray(items) ? items.filter(isMap).find((item) => scalarText(item['name']) === name) : undefined;
}

/** The name of a planned item. */
export function nameOf({ name }: PlannedMap): string {
  return scalarText(plain(name ?? null));
}
