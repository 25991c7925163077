/** Many places on few lines: items of a list that have the same place below them are shown as one path. */
import type { YamlMap, YamlValue } from '../../yaml-value.js';
import type { Destination } from './destinations.js';
import { childrenOf, valueAt } from './document-path.js';
import type { DocumentName, Documents } from './documents.js';
import type { ShownPlace } from './explanation.js';

/** Paths that differ in one step alone, which names items of one list. */
interface Group {
  readonly path: readonly string[];
  readonly names: string[];
  /** The names of all items of the list; undefined where the step is no item of a list. */
  readonly all: readonly string[] | undefined;
}

/** The places as paths; `*` stands for all items of a list, `{a,b}` for some of them. */
export function shownPlaces(destinations: readonly Destination[], documents: Documents): ShownPlace[] {
  return (Object.keys(documents) as DocumentName[]).flatMap((document) => {
    const paths = destinations.filter((each) => each.document === document).map(({ path }) => path);
    const inLists = merged(merged(paths, 3, documents[document]), 1, documents[document]);
    return inLists.map((path) => ({ document, path: path.join('.') }));
  });
}

/** Joins the paths that differ in the step at `position` alone, where that step names an item of a list. */
function merged(paths: readonly (readonly string[])[], position: number, document: YamlMap): string[][] {
  const groups = new Map<string, Group>();
  for (const path of paths) {
    const name = path[position];
    const parent = name === undefined ? undefined : valueAt(document, path.slice(0, position));
    const all = Array.isArray(parent) ? childrenOf(parent as YamlValue).map(([step]) => step) : undefined;
    const key = path.map((step, index) => (index === position && all ? '' : step)).join('\n');
    const group = groups.get(key);
    if (group && name !== undefined) group.names.push(name);
    else groups.set(key, { path, names: name === undefined ? [] : [name], all });
  }
  return [...groups.values()].map(({ path, names, all }) =>
    all && names.length > 1 ? path.with(position, joined(names, all)) : [...path],
  );
}

/** All items as `*`, all zones of one job as `cell_z*`, others as `{a,b}`. */
function joined(names: readonly string[], all: readonly string[]): string {
  if (all.every((each) => names.includes(each))) return '*';
  const inEveryZone = (name: string): string => name.replace(/_z\d$/, '_z*');
  const whole = (name: string): boolean =>
    all.filter((each) => inEveryZone(each) === inEveryZone(name)).every((each) => names.includes(each));
  const short = [...new Set(names.map((name) => (whole(name) ? inEveryZone(name) : name)))];
  return short.length === 1 ? (short[0] as string) : `{${short.sort().join(',')}}`;
}
