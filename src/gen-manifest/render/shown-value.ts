/** A value for people to read: on one line where it fits, else as YAML, cut where it is long. */
import type { YamlValue } from '../yaml-value.js';
import { flowYaml } from './flow-yaml.js';
import { textWidth } from './wrapped-text.js';

const mostLines = 20;

/** The lines of a value. A text of several lines, such as a certificate, is shown by its first. */
export function shownValue(value: YamlValue): string[] {
  if (typeof value === 'string' && value.includes('\n')) {
    const lines = value.trimEnd().split('\n');
    return [`${(lines[0] as string).slice(0, textWidth)} ... (${lines.length} lines)`];
  }
  const line = flowYaml(value);
  if (typeof value !== 'object' || value === null || line.length <= textWidth - 15) return [line];
  const lines = Array.isArray(value)
    ? value.map((item) => `- ${flowYaml(item)}`)
    : Object.entries(value).map(([key, child]) => `${flowYaml(key)}: ${flowYaml(child)}`);
  const shown = lines
    .slice(0, mostLines)
    .map((each) => (each.length > textWidth ? `${each.slice(0, textWidth - 4)} ...` : each));
  return lines.length > mostLines ? [...shown, `... (${lines.length - mostLines} more)`] : shown;
}
