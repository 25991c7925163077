/**
 * The last wall: what was found to be a secret anywhere in the inputs is taken out of every text of a review, however
 * it got there.
 */
import { redaction } from '../../secrets/redacted.js';
import { isMap, isVariable, type YamlValue } from '../../yaml-value.js';

/** Shorter texts are no secrets that hold, and would be found within other words. */
const shortest = 8;

/** The secrets of a document: what stands in it and not in `shown`, which is the same without them. */
export function secretTexts(whole: YamlValue, shown: YamlValue): string[] {
  if (typeof whole === 'string' && typeof shown === 'string')
    return whole === shown ? [] : [partsWithout(whole, shown)];
  if (Array.isArray(whole)) {
    return Array.isArray(shown) ? whole.flatMap((item, index) => secretTexts(item, shown[index] ?? null)) : [];
  }
  if (!isMap(whole) || !isMap(shown)) return [];
  return Object.entries(whole).flatMap(([key, child]) => secretTexts(child, shown[key] ?? null));
}

/** What of a text is not shown: between what both begin with and what both end with. */
function partsWithout(whole: string, shown: string): string {
  if (shown === redaction) return whole;
  const shorter = Math.min(whole.length, shown.length);
  let start = 0;
  while (start < shorter && whole[start] === shown[start]) start++;
  let end = 0;
  while (end < shorter - start && whole.at(-1 - end) === shown.at(-1 - end)) end++;
  return whole.slice(start, whole.length - end);
}

/** What is shown without these texts, nor any line of theirs. */
export function scrubbed<Shown extends object>(shown: Shown, secrets: readonly string[]): Shown {
  const texts = secrets.flatMap((secret) => secret.split('\n')).map((line) => line.trim());
  const wanted = [...new Set(texts)].filter(
    (text) => text.length >= shortest && !isVariable(text) && !text.startsWith('-----'),
  );
  if (wanted.length === 0) return shown;
  // The longest first: one may be a part of another.
  const pattern = new RegExp(
    wanted
      .sort((a, b) => b.length - a.length)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'g',
  );
  return without(shown as unknown as YamlValue, pattern) as unknown as Shown;
}

function without(value: YamlValue, pattern: RegExp): YamlValue {
  if (typeof value === 'string') return value.replace(pattern, redaction);
  if (Array.isArray(value)) return value.map((item) => without(item, pattern));
  if (!isMap(value)) return value;
  return Object.fromEntries<YamlValue>(Object.entries(value).map(([key, child]) => [key, without(child, pattern)]));
}
