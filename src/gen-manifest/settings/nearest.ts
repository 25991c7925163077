/** The nearest known name for a misspelt one. */
import { distance } from 'fastest-levenshtein';

/** A hint that names the nearest of `known`, or lists a few where none is near. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const names = [...known];
  const ranked = names
    .map((name) => ({ name, far: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  if (best && best.far <= mostFar(given, best.name)) return `did you mean ${best.name}?`;
  const shown = names.slice(0, 8).join(', ');
  return names.length === 0 ? 'there are none here' : `known: ${shown}${names.length > 8 ? ', ...' : ''}`;
}

/** How many letters may differ; in a short name only one, unless the letters are the same in another order. */
function mostFar(given: string, name: string): number {
  const letters = (text: string): string => [...text.toLowerCase()].sort().join('');
  if (name.length <= 4 && letters(given) !== letters(name)) return 1;
  return Math.max(2, Math.floor(name.length / 3));
}
