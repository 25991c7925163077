/**
 * Applies operations to a document as `bosh int -o` does. What an operation does not touch is shared with the
 * document before it, so that two documents can be compared by identity.
 *
 * Source: cppforlife/go-patch, patch/replace_op.go, remove_op.go, test_op.go, array_insertion.go.
 */
import { isMap, type YamlValue } from '../../yaml-value.js';
import type { PlannedMap, PlannedValue } from '../planned.js';
import type { Modifier, Token } from './pointer.js';

/** The document behind an operation, or why it cannot be applied, as a sentence. */
export type Applied = { readonly value: PlannedValue | undefined } | { readonly problem: string };

/** What to put at the end of a path; without `value`, what is there is removed. */
export interface Change {
  readonly value?: PlannedValue;
}

/** The document with the change made at the end of the path. */
export function applied(document: PlannedValue, path: readonly Token[], change: Change): Applied {
  if (path.length > 0) return step(document, path, 0, change);
  return change.value === undefined ? { problem: 'the whole document cannot be removed' } : { value: change.value };
}

/** The document at the end of the path; `problem` where it leads nowhere. */
export function found(document: PlannedValue, path: readonly Token[]): Applied {
  let here: PlannedValue | undefined = document;
  for (const token of path) {
    const child: Child | { problem: string } = childOf(here, token);
    if ('problem' in child) return child;
    if (child.missing) return { problem: `${shown(token)} is not there` };
    here = child.value;
  }
  return { value: here };
}

function step(here: PlannedValue | undefined, path: readonly Token[], at: number, change: Change): Applied {
  if (at === path.length) return { value: change.value };
  const token = path[at] as Token;
  const child = childOf(here, token);
  if ('problem' in child) return child;
  const last = at === path.length - 1;
  const removes = change.value === undefined;
  if (child.missing && removes) return { value: here };
  if (child.missing && !last && token.kind !== 'match' && path[at + 1]?.kind === 'index') {
    return { problem: `${shown(token)} is not there, and a list is not made for an index` };
  }
  const inner = step(child.missing && !last ? made(token, path[at + 1] as Token) : child.value, path, at + 1, change);
  if ('problem' in inner) return inner;
  return { value: child.put(inner.value, last) };
}

/** What is made where a path leads on behind something that is missing. */
function made(token: Token, next: Token): PlannedValue {
  if (token.kind === 'match') return { [token.key]: token.value };
  return next.kind === 'key' ? {} : [];
}

/** A child of a map or list, and how the map or list is with another one; undefined removes it. */
interface Child {
  readonly missing: boolean;
  readonly value: PlannedValue | undefined;
  readonly put: (value: PlannedValue | undefined, last: boolean) => PlannedValue;
}

function childOf(here: PlannedValue | undefined, token: Token): Child | { readonly problem: string } {
  if (token.kind === 'key') return childOfMap(here, token);
  if (!Array.isArray(here)) return { problem: `${shown(token)} needs a list, and there is ${kindOf(here)}` };
  const list: readonly PlannedValue[] = here;
  if (token.kind === 'end') {
    return { missing: true, value: undefined, put: (value) => [...list, value as PlannedValue] };
  }
  if (token.kind === 'index') return childAt(list, token.index, token.modifiers, token);
  const matching = list.flatMap((item, index) => (valueOf(item, token.key) === token.value ? [index] : []));
  if (token.optional && matching.length === 0) {
    return { missing: true, value: undefined, put: (value) => [...list, value as PlannedValue] };
  }
  const [index] = matching;
  if (index === undefined || matching.length > 1) {
    return { problem: `${shown(token)} is there ${matching.length === 0 ? 'not at all' : `${matching.length} times`}` };
  }
  return childAt(list, index, token.modifiers, token);
}

function childOfMap(here: PlannedValue | undefined, token: Token & { kind: 'key' }): Child | { problem: string } {
  if (!isMap(here as YamlValue)) return { problem: `${shown(token)} needs a map, and there is ${kindOf(here)}` };
  const map = here as PlannedMap;
  const missing = !Object.hasOwn(map, token.key);
  if (missing && !token.optional) return { problem: `${shown(token)} is not there` };
  return {
    missing,
    value: map[token.key],
    put: (value) => {
      if (value !== undefined) return { ...map, [token.key]: value };
      return Object.fromEntries(Object.entries(map).filter(([key]) => key !== token.key));
    },
  };
}

function childAt(
  list: readonly PlannedValue[],
  start: number,
  modifiers: readonly Modifier[],
  token: Token,
): Child | { problem: string } {
  const moved = modifiers.reduce((sum, each) => sum + (each === 'next' ? 1 : each === 'prev' ? -1 : 0), start);
  const index = moved < 0 ? list.length + moved : moved;
  if (index < 0 || index >= list.length) {
    return { problem: `${shown(token)} is item ${moved} of a list of ${list.length}` };
  }
  const between = modifiers.find((each) => each === 'before' || each === 'after');
  const replaced = (from: number, to: number, value: PlannedValue | undefined): PlannedValue[] => [
    ...list.slice(0, from),
    ...(value === undefined ? [] : [value]),
    ...list.slice(to),
  ];
  const at = between === 'after' ? index + 1 : index;
  return {
    missing: false,
    value: list[index],
    put: (value, last) => (last && between ? replaced(at, at, value) : replaced(index, index + 1, value)),
  };
}

const valueOf = (item: PlannedValue, key: string): PlannedValue | undefined =>
  isMap(item as YamlValue) ? (item as PlannedMap)[key] : undefined;

function kindOf(value: PlannedValue | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return isMap(value as YamlValue) ? 'a map' : 'a scalar';
}

function shown(token: Token): string {
  switch (token.kind) {
    case 'key':
      return token.key;
    case 'match':
      return `${token.key}=${token.value}`;
    case 'index':
      return String(token.index);
    case 'end':
      return '-';
  }
}
