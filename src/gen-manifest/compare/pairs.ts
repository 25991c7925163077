/** Which items of two lists without names belong together. */
import { diffArrays } from 'diff';

/** Indexes of an item in the old list and in the new one; one of them is missing where it stands in one alone. */
export type Pair = readonly [old: number | undefined, now: number | undefined];

/** Edits up to which the shortest way from one list to the other is looked for; it takes their square. */
const mostEdits = 1000;

/**
 * The pairs of items that differ, in the order of the lists; `reordered` where both hold the same items. What
 * was removed and added in one place is paired: that is an item that was changed.
 */
export function pairs(old: readonly string[], now: readonly string[]): readonly Pair[] | 'reordered' {
  if (old.length === now.length && old.some((each, index) => each !== now[index])) {
    if ([...old].sort().join('\n') === [...now].sort().join('\n')) return 'reordered';
  }
  const parts = diffArrays([...old], [...now], { maxEditLength: mostEdits });
  return parts ? shortest(parts) : byContent(old, now);
}

function shortest(parts: readonly { readonly count: number; readonly added: boolean; readonly removed: boolean }[]) {
  const found: Pair[] = [];
  let [before, after] = [0, 0];
  let removed: number[] = [];
  let added: number[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) found.push([removed[at], added[at]]);
    [removed, added] = [[], []];
  };
  for (const part of parts) {
    if (part.removed) for (let n = 0; n < part.count; n++) removed.push(before++);
    else if (part.added) for (let n = 0; n < part.count; n++) added.push(after++);
    else {
      flush();
      before += part.count;
      after += part.count;
    }
  }
  flush();
  return found;
}

/** For lists that have next to nothing in common: what stands in one alone, without regard to the order. */
function byContent(old: readonly string[], now: readonly string[]): Pair[] {
  const left = new Map<string, number[]>();
  for (const [index, each] of now.entries()) left.set(each, [...(left.get(each) ?? []), index]);
  const removed = [...old.keys()].filter((index) => left.get(old[index] as string)?.shift() === undefined);
  const added = [...left.values()].flat().sort((a, b) => a - b);
  return [...removed.map((index): Pair => [index, undefined]), ...added.map((index): Pair => [undefined, index])];
}
