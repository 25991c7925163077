/**
 * Marks: values that can be found again in a planned document. A setting is set to a mark, everything is
 * planned, and where the mark stands the setting ends up; so no second list of places is kept.
 */
import type { Declaration } from '../../foundations/declaration.js';
import type { YamlMap, YamlValue } from '../../yaml-value.js';
import { leaves } from './document-path.js';

/** A mark holds characters that no input can: YAML knows no way to write them into a plain file. */
const pattern = /\u0001(\d+)\u0001/g;

/** The text of the mark with this number. */
export function mark(number: number): string {
  return `\u0001${number}\u0001`;
}

/** A mark in the shape that a setting takes: planners look at lists, and take everything else as it is. */
export function marked(declaration: Declaration, number: number): YamlValue {
  const text = mark(number);
  const { type, items } = declaration;
  if (type === 'object') return { [text]: text };
  if (type !== 'array') return text;
  return items !== undefined && 'type' in items && items.type === 'object' ? [{ [text]: text }] : [text];
}

/** The paths at which each mark stands, each once, in the document's order. */
export function findMarks(document: YamlValue): Map<number, (readonly string[])[]> {
  const found = new Map<number, Map<string, readonly string[]>>();
  for (const { path, value } of leaves(document)) {
    if (typeof value !== 'string') continue;
    const place = placeOfMark(path);
    for (const [, number] of value.matchAll(pattern)) {
      const places = found.get(Number(number)) ?? new Map<string, readonly string[]>();
      found.set(Number(number), places.set(place.join('\n'), place));
    }
  }
  return new Map([...found].map(([number, places]) => [number, [...places.values()]]));
}

/** The path of the value that the mark is the whole or a part of: a list for its entries, a map for its keys. */
function placeOfMark(path: readonly string[]): readonly string[] {
  const key = path.findIndex((step) => step.includes('\u0001'));
  const whole = key < 0 ? path : path.slice(0, key);
  return /^\d+$/.test(whole.at(-1) ?? '') ? whole.slice(0, -1) : whole;
}

/** Sets `path` in a tree of settings. */
export function put(tree: YamlMap, path: readonly string[], value: YamlValue): void {
  let here = tree;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
  here[path.at(-1) as string] = value;
}
