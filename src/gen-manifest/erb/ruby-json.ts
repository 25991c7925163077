/** YAML values as JSON for Ruby: as JSON.stringify writes them, with whole numbers of any size. */
import type { YamlValue } from '../yaml-value.js';

/** The JSON text; NaN and the infinities become null, which is what JSON has for them. */
export function rubyJson(value: YamlValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(rubyJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${rubyJson(item)}`);
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(value);
}
