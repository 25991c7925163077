/**
 * The settings file of `init` as text. A setting is one line, commented out with `#` and no space behind it,
 * so that it can be uncommented alone: the keys of its groups are there already.
 */
import type { OfferedSetting, OfferedSettings } from '../plan/init/settings-file.js';
import { groupDescription } from '../settings/group-descriptions.js';
import { flowYaml } from './flow-yaml.js';
import { textWidth, wrapped } from './wrapped-text.js';
import { stringScalar } from './yaml-scalar.js';

/** A group of settings, and groups within it, by their keys. */
type Group = Map<string, Group | OfferedSetting>;

/** The groups behind the first lines of the file, each of the outer ones apart. */
export function settingsFileText({ settings, more }: OfferedSettings): string {
  const root: Group = new Map();
  for (const setting of settings) {
    const steps = setting.path.split('.');
    let here = root;
    for (const step of steps.slice(0, -1)) {
      const next = here.get(step);
      const group: Group = next instanceof Map ? next : new Map<string, Group | OfferedSetting>();
      here.set(step, group);
      here = group;
    }
    here.set(steps.at(-1) as string, setting);
  }
  return groupText(root, [], more);
}

function groupText(group: Group, path: readonly string[], more: OfferedSettings['more']): string {
  const indent = '  '.repeat(path.length);
  return [...group]
    .map(([key, child]) => {
      if (!(child instanceof Map)) return settingText(key, child, indent);
      const at = [...path, key];
      const apart = path.length === 0 ? '\n' : '';
      return `${apart}${groupComments(at.join('.'), indent, more)}${indent}${stringScalar(key)}:\n${groupText(child, at, more)}`;
    })
    .join('');
}

function groupComments(path: string, indent: string, more: OfferedSettings['more']): string {
  const count = more.get(path);
  return (
    comment(groupDescription(path), indent) + comment(count && `All ${count}: gen-manifest explain ${path}`, indent)
  );
}

function settingText(
  key: string,
  { declaration, value, holdsAnyway, variable }: OfferedSetting,
  indent: string,
): string {
  const unit = declaration['x-unit'] === undefined ? '' : ` (${declaration['x-unit']})`;
  const unset = holdsAnyway || variable === undefined ? '' : ` Until it is set: ${variable}.`;
  const secret = declaration['x-secret'] === true ? ' A secret, keep it out of this file.' : '';
  const line = holdsAnyway ? 'Default:' : 'Example:';
  const words = `${declaration.description}${unit}.${unset}${secret} ${line}`;
  return `${comment(words, indent)}${indent}#${stringScalar(key)}: ${flowYaml(value)}\n`;
}

function comment(words: string | number | undefined, indent: string): string {
  if (typeof words !== 'string') return '';
  return wrapped(words, textWidth - indent.length - 2)
    .map((line) => `${indent}# ${line}\n`)
    .join('');
}
