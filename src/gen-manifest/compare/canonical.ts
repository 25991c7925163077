/** A text that two values share exactly when they mean the same. */
import { isMap, type YamlValue } from '../yaml-value.js';
import { named } from './identity.js';

/** The canonical text of a value: maps without their order, and lists of named things without theirs. */
export function canonical(value: YamlValue): string {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    return value.length > 0 && named(value, []) ? `<${items.sort().join(',')}>` : `[${items.join(',')}]`;
  }
  if (isMap(value)) {
    const entries = Object.keys(value).sort();
    return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as YamlValue)}`).join(',')}}`;
  }
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(value);
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
