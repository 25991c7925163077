/** Takes what was added apart, as far as its parts have reasons of their own, so that each is shown with its reason. */
import type { Step } from '../../../errors.js';
import type { Change, PathStep } from '../../../compare/change.js';
import { named } from '../../../compare/identity.js';
import { Noted } from '../../../model/reason.js';
import { isMap } from '../../../yaml-value.js';
import { plain, type PlannedMap, type PlannedValue } from '../../planned.js';
import { plannedAt, reasonWithin } from '../why.js';

/** Keys that only name a thing, which its path does already. */
const naming = ['name', 'alias', 'release'];

/** The change itself, or in its place the changes of its parts. */
export function expanded(change: Change, planned: PlannedValue): Change[] {
  const place = change.places.new;
  if (change.kind !== 'added' || place === undefined) return [change];
  const { value, reason } = plannedAt(planned, place);
  if (reason !== undefined || reasonWithin(value) === undefined) return [change];
  return parts(value as PlannedValue, change.path, place);
}

function parts(value: PlannedValue, path: readonly PathStep[], place: readonly Step[]): Change[] {
  const whole: Change = { kind: 'added', path, places: { new: place }, new: plain(value) };
  if (value instanceof Noted || reasonWithin(value) === undefined) return [whole];
  if (Array.isArray(value)) return items(value, path, place) ?? [whole];
  return Object.entries(value as PlannedMap)
    .filter(([key]) => !naming.includes(key))
    .flatMap(([key, child]) => parts(child, [...path, key], [...place, key]));
}

/** The items of a list of named things; undefined where it is another list, which is shown whole. */
function items(list: readonly PlannedValue[], path: readonly PathStep[], place: readonly Step[]): Change[] | undefined {
  const names = named(list.map(plain), []);
  if (!names) return undefined;
  return [...names.old].flatMap(([name, { index }]) => {
    const item = list[index] as PlannedValue;
    const at: PathStep[] = [...path, { key: names.key, value: name }];
    const only = isMap(plain(item)) && Object.keys(plain(item) as object).every((key) => naming.includes(key));
    const whole: Change = {
      kind: 'added',
      path: at,
      places: { new: [...place, index] },
      new: plain(item),
    };
    return only ? [whole] : parts(item, at, [...place, index]);
  });
}
