/** What both kinds of BOSH manifests say of an instance group, in the terms of today's. */
import type { PathStep } from '../../../compare/change.js';
import type { YamlMap, YamlValue } from '../../../yaml-value.js';
import { isMap, scalarText } from '../../../yaml-value.js';

/** An instance group as its manifest has it. */
export interface Group {
  readonly name: string;
  readonly map: YamlMap;
}

/** Keys of a manifest that hold its groups, and of a group that hold its jobs: v2 manifests, then v1 manifests. */
export const groupKeys: readonly string[] = ['instance_groups', 'jobs'];
/** Keys of a group that hold its jobs. */
export const jobKeys: readonly string[] = ['jobs', 'templates'];

/** The groups of a manifest by name, in its order. */
export function groupsOf(manifest: YamlValue): ReadonlyMap<string, Group> {
  const key = groupKeys.find((each) => isMap(manifest) && Array.isArray(manifest[each]));
  const list = mapsIn(isMap(manifest) && key !== undefined ? manifest[key] : undefined);
  return new Map(list.map((map) => [scalarText(map['name']), { name: scalarText(map['name']), map }]));
}

/** The jobs of a group. */
export function jobsOf({ map }: Group): YamlMap[] {
  return jobKeys.flatMap((key) => mapsIn(map[key]));
}

/** How many instances a group has; undefined where a variable stands for it. */
export function instancesOf({ map }: Group): number | undefined {
  const count = map['instances'];
  return typeof count === 'number' ? count : undefined;
}

/** True for a group whose VM is made when it runs. */
export function isErrand({ map }: Group): boolean {
  return map['lifecycle'] === 'errand';
}

/** The maps in a list; none where it is no list. */
export function mapsIn(value: YamlValue | undefined): YamlMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** A step of a path as a word: the name of a named thing, else the key or index. */
export function stepWord(step: PathStep | undefined): string {
  return typeof step === 'object' ? step.value : String(step ?? '');
}
