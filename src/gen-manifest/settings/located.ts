/** Places as people read them: `docker.yml:3:5`. */
import type { Place } from '../errors.js';
import { locate } from './locate.js';
import type { YamlSource } from './yaml-source.js';

/** The place with its line and column, where its file was read. */
export function located(place: Place | undefined, sources: readonly YamlSource[]): Place | undefined {
  if (!place?.path) return place;
  const source = sources.find(({ file }) => file === place.file);
  return source ? locate(source, place.path) : place;
}

/** Such as `docker.yml:3:5`; the file alone where no line is known. */
export function placeText({ file, line, column }: Place): string {
  return line === undefined ? file : `${file}:${line}:${column}`;
}
