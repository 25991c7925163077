/** A value as YAML on one line: for messages, and for lines of a file that are to be uncommented one by one. */
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { numberScalar, stringScalar } from './yaml-scalar.js';

/** The value on one line; every YAML 1.1 reader takes it for the same value. */
export function flowYaml(value: YamlValue, nested = false): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map((item) => flowYaml(item, true)).join(', ')}]`;
  if (isMap(value)) return flowMap(value);
  if (typeof value === 'string') return nested ? flowString(value) : stringScalar(value);
  return typeof value === 'boolean' ? String(value) : numberScalar(value);
}

function flowMap(value: YamlMap): string {
  const entries = Object.entries(value).map(([key, child]) => `${flowString(key)}: ${flowYaml(child, true)}`);
  return `{${entries.join(', ')}}`;
}

/** A string within `[ ]` or `{ }`: older parsers take a colon there for a map. */
function flowString(text: string): string {
  const scalar = stringScalar(text);
  return scalar === text && text.includes(':') ? JSON.stringify(text) : scalar;
}
