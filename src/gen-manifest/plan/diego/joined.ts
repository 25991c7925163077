/** Joins text and values as spiff's concatenation does. */
import type { YamlValue } from '../../yaml-value.js';

/** One string of strings and whole numbers, which is what the checks of the CF manifest let through. */
export function joined(...parts: readonly YamlValue[]): string {
  return parts.map(String).join('');
}
