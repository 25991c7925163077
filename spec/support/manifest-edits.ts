/** Edits of a manifest that are known one by one, to hold a comparison against. */
import { isMap, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** One edit: where and what kind, as a comparison must report it. */
export interface Edit {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

interface Target extends Edit {
  readonly apply: (text: string) => void;
}

/** The name that BOSH gives the items of a list, where every item has one of its own. */
function nameKey(list: readonly YamlValue[]): string | undefined {
  return ['name', 'alias', 'id', 'range'].find((key) => {
    const names = list.map((item) => (isMap(item) ? item[key] : undefined));
    return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
  });
}

function targetsIn(value: YamlValue, path: string, itemKey?: string): Target[] {
  if (isMap(value)) {
    const into = Object.keys(value).filter((key) => key !== itemKey);
    return [
      { path: `${path}/new`, kind: 'added', apply: (text) => void (value['new'] = text) },
      ...into.flatMap((key) =>
        entryTargets(value, key, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll(':', '~7')}`),
      ),
    ];
  }
  return Array.isArray(value) ? listTargets(value, path) : [];
}

function entryTargets(map: YamlMap, key: string, path: string): Target[] {
  const value = map[key] as YamlValue;
  const scalar = typeof value !== 'object' || value === null;
  return [
    { path, kind: 'removed', apply: () => void delete map[key] },
    ...(scalar ? [{ path, kind: 'changed' as const, apply: (text: string) => void (map[key] = text) }] : []),
    ...targetsIn(value, path),
  ];
}

function listTargets(list: YamlValue[], path: string): Target[] {
  const key = nameKey(list);
  if (key === undefined || list.length === 0) {
    const last: Target = { path: `${path}/${list.length}`, kind: 'added', apply: (text) => void list.push(text) };
    return list.every((item) => typeof item !== 'object') ? [last] : [];
  }
  const items = [...list] as YamlMap[];
  return [
    { path: `${path}/${key}=new`, kind: 'added', apply: (text) => void list.push({ [key]: 'new', is: text }) },
    ...items.flatMap((item): Target[] => {
      const at = `${path}/${key}=${(item[key] as string).replaceAll('~', '~0').replaceAll('/', '~1').replaceAll(':', '~7')}`;
      const remove: Target = { path: at, kind: 'removed', apply: () => void list.splice(list.indexOf(item), 1) };
      return [remove, ...targetsIn(item, at, key)];
    }),
  ];
}

/** Edits `document` in places that `choices` pick, none within another, and says which edits these were. */
export function edit(document: YamlValue, choices: readonly number[]): Edit[] {
  const targets = targetsIn(document, '');
  const chosen: Target[] = [];
  const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);
  for (const choice of choices) {
    const target = targets[choice % targets.length] as Target;
    if (chosen.some(({ path }) => within(path, target.path) || within(target.path, path))) continue;
    chosen.push(target);
  }
  for (const [index, { apply }] of chosen.entries()) apply(`edited ${index}`);
  return chosen.map(({ path, kind }) => ({ path, kind }));
}

/** The same document with the keys of maps and the items of named lists in another order. */
export function shuffled(value: YamlValue, random: () => number): YamlValue {
  const mixed = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, random));
    return value.length > 0 && nameKey(value) !== undefined ? mixed(items) : items;
  }
  if (!isMap(value)) return value;
  return Object.fromEntries<YamlValue>(
    mixed(Object.entries(value)).map(([key, child]) => [key, shuffled(child, random)]),
  );
}
