/** Which items of a list that was changed are which of before. */
import { isDeepStrictEqual } from 'node:util';
import type { PlannedMap, PlannedValue } from '../plan/planned.js';
import { isMap, type YamlValue } from '../yaml-value.js';

/** Whether a value is as it was; most are the same object. */
export const same = (before: YamlValue | undefined, after: PlannedValue | undefined): boolean =>
  before === after || isDeepStrictEqual(before, after);

/** For each item after, the index of the item before that it is or has become; no two cross. */
export function counterparts(before: readonly YamlValue[], after: readonly PlannedValue[]): (number | undefined)[] {
  const result: (number | undefined)[] = [];
  let next = 0;
  for (const [at, value] of after.entries()) {
    const rest = before.slice(next);
    const equal = rest.findIndex((old) => same(old, value));
    const named = equal >= 0 ? -1 : rest.findIndex((old) => nameOf(old) !== undefined && nameOf(old) === nameOf(value));
    const offset = equal >= 0 ? equal : named;
    // An item without a name that stands at the same place has been changed there.
    const index = offset >= 0 ? next + offset : undefined;
    result[at] = index;
    if (index !== undefined) next = index + 1;
  }
  return result;
}

const nameOf = (value: PlannedValue): unknown =>
  isMap(value as YamlValue) ? (value as PlannedMap)['name'] : undefined;
