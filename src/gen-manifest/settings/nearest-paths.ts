/** Which paths could be meant by one that names nothing. */
import { distance } from 'fastest-levenshtein';

const most = 5;

/** A hint with the nearest of `known`: those that hold the text, and those that are spelt like it. */
export function nearestPaths(given: string, known: readonly string[]): string {
  const text = given.toLowerCase();
  const last = lastOf(text);
  const ranked = known
    .map((path) => ({ path, far: distance(text, path.toLowerCase()), sameEnd: lastOf(path) === last }))
    .filter(({ path, far, sameEnd }) => far <= limit(path) || path.includes(text) || sameEnd)
    .sort((a, b) => a.far - b.far || a.path.length - b.path.length);
  // A slip of the finger has one meaning; what is further off could have several.
  const [best] = ranked;
  const near = ranked.filter(({ far }) => !best || best.far > 2 || far === best.far).slice(0, most);
  if (near.length === 0) return 'gen-manifest explain lists all settings';
  const paths = near.map(({ path }) => path).join(', ');
  return near.length === 1 ? `did you mean ${paths}?` : `did you mean one of these? ${paths}`;
}

/** How many letters may differ. */
function limit(path: string): number {
  return Math.max(2, Math.floor(path.length / 5));
}

function lastOf(path: string): string {
  return (path.split('.').at(-1) as string).toLowerCase();
}
