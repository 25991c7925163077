/** Random damage to YAML text and to YAML trees: what editors, merges and tired people do. */
import fc, { type Arbitrary } from 'fast-check';
import { isMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { hostileString, hostileValue } from './hostile-values.js';

const piece = fc.oneof(
  fc.constantFrom(
    ':',
    ': ',
    '-',
    '- ',
    '\n',
    '\t',
    ' ',
    '  ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '#',
    '&a ',
    '*a',
    '!x ',
  ),
  fc.constantFrom(
    '|\n',
    '>-\n',
    '---\n',
    '...\n',
    '? ',
    '<<: ',
    '\r',
    '\u0000',
    '\u0085',
    '\ufeff',
    '((x))',
    '(( merge ))',
  ),
  fc.constantFrom(
    'null',
    '~',
    'yes',
    '__proto__',
    '\ud800',
    'é',
    '%',
    '@',
    '`',
    '{a: [',
    '99999999999999999999',
    '!!binary ',
  ),
  hostileString,
);

interface Edit {
  readonly kind: 'insert' | 'delete' | 'replace' | 'double-line' | 'drop-line' | 'indent-line' | 'cut';
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const edit: Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'replace', 'double-line', 'drop-line', 'indent-line', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  piece,
});

/** `text` with one to three edits. */
export function brokenText(text: string): Arbitrary<string> {
  return fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => edits.reduce(apply, text));
}

function apply(text: string, { kind, at, length, piece: inserted }: Edit): string {
  const offset = Math.floor(at * text.length);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) + 1 || text.length;
  switch (kind) {
    case 'insert':
      return text.slice(0, offset) + inserted + text.slice(offset);
    case 'delete':
      return text.slice(0, offset) + text.slice(offset + length);
    case 'replace':
      return text.slice(0, offset) + inserted + text.slice(offset + length);
    case 'double-line':
      return text.slice(0, end) + text.slice(start, end) + text.slice(end);
    case 'drop-line':
      return text.slice(0, start) + text.slice(end);
    case 'indent-line':
      return text.slice(0, start) + ' '.repeat(1 + (length % 3)) + text.slice(start);
    case 'cut':
      return text.slice(0, offset);
  }
}

interface Swap {
  readonly at: number;
  readonly kind: 'replace' | 'delete' | 'rename' | 'add';
  readonly value: YamlValue;
  readonly name: string;
}

const swap: Arbitrary<Swap> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'replace', 'delete', 'rename', 'add'),
  value: fc.oneof(hostileValue, fc.constantFrom(null, [], {}, -1, 1.5, 70_000, 'a', ['a', 1], '((x))')),
  name: fc.oneof(hostileString, fc.constantFrom('name', 'enabled', 'host', 'x')),
});

/** `tree` with one to three of its values replaced, deleted, renamed or added to. */
export function brokenTree(tree: YamlValue): Arbitrary<YamlValue> {
  return fc.array(swap, { minLength: 1, maxLength: 3 }).map((swaps) => {
    const copy = structuredClone(tree);
    for (const each of swaps) exchange(copy, each);
    return copy;
  });
}

/** Every map or list of a tree with each of its keys. */
function spots(value: YamlValue): (readonly [parent: YamlValue & object, key: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [[value, key] as const, ...spots(child)]);
}

function exchange(tree: YamlValue, { at, kind, value: shared, name }: Swap): void {
  const value = structuredClone(shared);
  const all = spots(tree);
  if (all.length === 0) return;
  const [parent, key] = all[at % all.length] as (typeof all)[number];
  const set = (here: string, what: YamlValue): void =>
    void Object.defineProperty(parent, here, { value: what, enumerable: true, configurable: true, writable: true });
  if (Array.isArray(parent)) {
    if (kind === 'delete') parent.splice(Number(key), 1);
    else parent[Number(key)] = value;
  } else if (isMap(parent)) {
    const before = parent[key] as YamlValue;
    if (kind === 'delete' || kind === 'rename') delete parent[key];
    if (kind === 'rename') set(name, before);
    else if (kind === 'add') set(name, value);
    else if (kind === 'replace') set(key, value);
  }
}
