/** Settings that are given without what stands before them, such as `bbs.server_key`. */
import { catalog } from './catalog.js';

/** More places than this are no help. */
const most = 4;

/** A hint with the settings and groups whose paths end with `path`; undefined where there are none, or many. */
export function elsewhere(path: string): string | undefined {
  const found = new Set<string>();
  for (const known of catalog.keys()) {
    const at = `${known}.`.indexOf(`.${path}.`);
    if (at > 0) found.add(known.slice(0, at + path.length + 1));
  }
  if (found.size === 0 || found.size > most) return undefined;
  return found.size === 1 ? `did you mean ${[...found][0]}?` : `did you mean one of these? ${[...found].join(', ')}`;
}
