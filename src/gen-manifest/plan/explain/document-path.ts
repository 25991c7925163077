/**
 * Paths into a planned document, as `explain` takes and prints them: keys, and items of lists by their name,
 * as BOSH and spiff address them, or by their index where they have none.
 */
import { isMap, type YamlValue } from '../../yaml-value.js';

/** A value of a document with its path. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: YamlValue;
}

/** The value at `path`; undefined where there is none. */
export function valueAt(root: YamlValue, path: readonly string[]): YamlValue | undefined {
  let here: YamlValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(here)) {
      const items: readonly YamlValue[] = here;
      here = items.find((item, index) => stepInto(item, index) === step) ?? items[Number(step)];
    } else if (isMap(here) && Object.hasOwn(here, step)) here = here[step];
    else return undefined;
    if (here === undefined) return undefined;
  }
  return here;
}

/** All scalars of a document, and its empty maps and lists, in its order. */
export function leaves(root: YamlValue, path: readonly string[] = []): Leaf[] {
  const children = childrenOf(root);
  if (children.length === 0) return [{ path, value: root }];
  return children.flatMap(([step, child]) => leaves(child, [...path, step]));
}

/** The leaves below `path`, where a list of scalars is one of them. */
export function values(root: YamlValue, path: readonly string[]): Leaf[] {
  const value = valueAt(root, path);
  const ends = leaves(value ?? null, path).map((leaf) =>
    /^\d+$/.test(leaf.path.at(-1) ?? '') ? leaf.path.slice(0, -1) : leaf.path,
  );
  const distinct = new Map(ends.map((each) => [each.join('\n'), each]));
  return [...distinct.values()].map((each) => ({ path: each, value: valueAt(root, each) as YamlValue }));
}

/** The value's children with the steps that lead to them. */
export function childrenOf(value: YamlValue): [string, YamlValue][] {
  if (Array.isArray(value)) return value.map((item, index) => [stepInto(item, index), item]);
  return isMap(value) ? Object.entries(value) : [];
}

/** Whether `outer` leads to what `inner` lies in, or to the same. */
export function leadsTo(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.length <= inner.length && outer.every((step, index) => step === inner[index]);
}

function stepInto(item: YamlValue, index: number): string {
  const name = isMap(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : String(index);
}
