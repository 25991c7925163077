/** Spiff nodes `(( ... ))` that an input still holds: text for BOSH, lost without a word if passed on. */
import type { Step } from '../errors.js';
import { isVariable, type YamlValue } from '../yaml-value.js';

/** Words that spiff takes for nodes although they look like BOSH variables: spiff v1.0.8 dynaml/dynaml.peg. */
const spiffWords = new Set(['((merge))', '((nil))', '((auto))']);

/** True for a whole value that spiff would evaluate and that is no BOSH variable. */
export function isSpiffNode(value: YamlValue): boolean {
  if (typeof value !== 'string' || !value.startsWith('((') || !value.endsWith('))')) return false;
  return !isVariable(value) || spiffWords.has(value);
}

/** The paths of all spiff nodes below `value`. */
export function spiffNodes(value: YamlValue, path: readonly Step[] = []): (readonly Step[])[] {
  if (isSpiffNode(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => spiffNodes(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => spiffNodes(child, [...path, key]));
}
