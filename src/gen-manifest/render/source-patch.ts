/**
 * Carries one edit of a YAML document over to the text that the document was read from: what the edit touches
 * is printed anew, as little as possible, and all other bytes stay.
 */
import { Document, isMap, isScalar, isSeq, type Node, Pair, visit, YAMLMap, YAMLSeq } from 'yaml';

type Entry = Pair<Node, Node | null>;
type Entries = YAMLMap<Node, Node | null>;

/** What an edit touches: a list that it adds to, a map that it adds an entry to, or an entry that it changes. */
export type Touched =
  | { readonly kind: 'list'; readonly list: YAMLSeq<Node>; readonly last: Node }
  | { readonly kind: 'map'; readonly map: Entries; readonly last: Entry }
  | {
      readonly kind: 'entry';
      readonly map: Entries;
      readonly entry: Entry;
      /** The comment above the key, and the offset behind the value, before the edit. */
      readonly comment: string;
      readonly end: number;
    };

/** What an edit at `path` will touch; undefined where that has no place of its own, as behind an alias. */
export function touchedBy(document: Document, path: readonly string[], appends: boolean): Touched | undefined {
  let node: unknown = document.contents;
  for (const [index, step] of path.entries()) {
    if (!isBlockMap(node)) return undefined;
    const map = node;
    const entry = map.items.find(({ key }) => isScalar(key) && key.value === step);
    const last = map.items.at(-1);
    if (!entry) return last && { kind: 'map', map, last };
    const { value } = entry;
    const isTarget = index === path.length - 1;
    if (isTarget && appends && isBlockList(value)) {
      return { kind: 'list', list: value, last: value.items.at(-1) as Node };
    }
    if (isTarget || !isBlockMap(value)) {
      return { kind: 'entry', map, entry, comment: entry.key.commentBefore ?? '', end: endOf(entry) };
    }
    node = value;
  }
  return undefined;
}

const isBlockMap = (node: unknown): node is Entries => isMap(node) && node.flow !== true && node.items.length > 0;
const isBlockList = (node: unknown): node is YAMLSeq<Node> =>
  isSeq(node) && node.flow !== true && node.items.length > 0;

/** The text after the edit, as far as the edit stays within what it touches. */
export function patched(text: string, touched: Touched): string | undefined {
  switch (touched.kind) {
    case 'list': {
      const added = new YAMLSeq<Node>();
      added.items = touched.list.items.slice(touched.list.items.indexOf(touched.last) + 1);
      return insertedBehind(text, endOf(touched.last), added, columnOf(text, startOf(touched.list)));
    }
    case 'map': {
      const { map, last } = touched;
      const added = mapOf(map.items.slice(map.items.indexOf(last) + 1));
      return insertedBehind(text, endOf(last), added, columnOf(text, startOf(map)));
    }
    case 'entry':
      if (!touched.map.items.includes(touched.entry)) return removed(text, touched);
      return hasAlias(touched.entry) ? undefined : changed(text, touched);
  }
}

/** An alias cannot be printed apart from its anchor. */
function hasAlias({ value }: Entry): boolean {
  let found = false;
  visit(value, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}

/** The entries behind the line on which `offset` stands. */
function insertedBehind(text: string, offset: number, added: Node, column: number): string {
  const at = lineEnd(text, lastCharacter(text, offset));
  return `${text.slice(0, at)}\n${printed(added, column)}${text.slice(at)}`;
}

/** An entry with a new value; a comment that stands behind the old value stays behind the key. */
function changed(text: string, { entry, comment, end }: Touched & { kind: 'entry' }): string {
  const from = startOf(entry.key);
  const to = lastCharacter(text, end);
  const close = lineEnd(text, to);
  const indent = ' '.repeat(columnOf(text, from));
  const key = entry.key.clone() as Node;
  const reason = (key.commentBefore ?? '').slice(comment.length).trimStart();
  delete key.commentBefore;
  const value = entry.value?.clone() as Node;
  delete value.comment;
  const above =
    reason === ''
      ? ''
      : reason
          .split('\n')
          .map((line) => `# ${line.trim()}\n${indent}`)
          .join('');
  const [first, ...lines] = printed(mapOf([new Pair(key, value)]), indent.length)
    .trimStart()
    .split('\n');
  const entryText = [`${first}${text.slice(to, close)}`, ...lines].join('\n');
  return text.slice(0, from) + above + entryText + text.slice(close);
}

/** The text without a section, the comment right above it, and those that stand behind its last entry. */
function removed(text: string, { entry, end }: Touched & { kind: 'entry' }): string {
  const start = startOf(entry.key);
  const above = /(?<=\n)(?:#[^\n]*\n)*$/.exec(text.slice(0, start));
  const rest = text.slice(lineEnd(text, lastCharacter(text, end)) + 1);
  return text.slice(0, above?.index ?? start) + rest.replace(/^(?:[ ]+#[^\n]*\n)*/, '');
}

function mapOf(entries: readonly Entry[]): Entries {
  const map: Entries = new YAMLMap<Node, Node | null>();
  map.items = [...entries];
  return map;
}

/** A node in block style, its lines indented by `column` spaces and without a line break at the end. */
function printed(node: Node, column: number): string {
  const document = new Document(undefined, { version: '1.1' });
  document.contents = node;
  const lines = document.toString({ lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join('\n');
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** The offset behind a node or the value of an entry, where the white space behind it counts for it or not. */
function endOf(node: Node | Entry): number {
  if (node instanceof Pair) return node.value?.range?.[1] ?? node.key.range?.[1] ?? 0;
  return node.range?.[1] ?? 0;
}

/** The offset behind the last character before `offset` that is no white space. */
function lastCharacter(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
