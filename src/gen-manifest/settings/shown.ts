/** What was found, as a message may show it. */
import { isMap, type YamlValue } from '../yaml-value.js';

/** A value's kind and, unless it may be a secret, the value itself, shortened. */
export function shown(value: YamlValue | undefined, secret: boolean): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isMap(value)) return 'a map';
  if (secret) return `a ${typeof value}`;
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}
