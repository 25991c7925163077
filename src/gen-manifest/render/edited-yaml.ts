/**
 * Changes an operator's own YAML file and keeps every byte that no edit touches. Each edit is made in the
 * `yaml` package's document model, and only the part that it touches is printed from there. Loaded only for
 * `stubs -p`.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  YAMLSeq,
} from 'yaml';
import { GenManifestError } from '../errors.js';
import { Noted } from '../model/reason.js';
import { plain, type PlannedValue } from '../plan/planned.js';
import type { StubEdit } from '../plan/stubs/property-overrides.js';
import { patched, touchedBy } from './source-patch.js';
import { wrapped } from './wrapped-text.js';
import type { Describe } from './yaml.js';

const options = { version: '1.1', merge: true, intAsBigInt: true } as const;
const commentWidth = 100;

/** The text with the edits made. It has been parsed before, by the more lenient of two readers. */
export function editYaml(text: string, edits: readonly StubEdit[], describe: Describe): string {
  const lines = text.replaceAll('\r\n', '\n');
  // Other sections may be written behind this one: neither the end of a line nor of the document may be missing.
  const whole = lines.replace(/\n\.\.\.[ \t]*\n*$/, '\n').replace(/[^\n]$/, '$&\n');
  refuseBroken(whole);
  const result = edits.reduce((before, edit) => edited(before, edit, describe), whole);
  return lines === text ? result : result.replaceAll('\n', '\r\n');
}

/** What `yaml` does not take for YAML, such as `[ ]` below its key and no further to the right, cannot be printed. */
function refuseBroken(text: string): void {
  const [error] = parseDocument(text, options).errors;
  if (!error) return;
  const { line, col } = error.linePos?.[0] ?? {};
  const place = line === undefined ? '' : ` in line ${line}, column ${col}`;
  throw new GenManifestError([
    {
      code: 'yaml-syntax',
      severity: 'error',
      message: `the property overrides cannot be edited: ${error.message.split(' at line ')[0]}${place}`,
      hint: 'not every YAML reader takes it; write it on the line of its key, or indent it',
    },
  ]);
}

function edited(text: string, edit: StubEdit, describe: Describe): string {
  const document = parseDocument(text, options);
  const touched = touchedBy(document, edit.path, 'append' in edit);
  const before = valueOf(document);
  if ('remove' in edit) document.deleteIn(edit.path);
  else if ('set' in edit) setIn(document, edit.path, nodeOf(document, edit.set, describe));
  else append(document, edit.path, edit.append, describe);
  const after = valueOf(document);
  if (isDeepStrictEqual(before, after)) return text;
  toBlockStyle(document, edit.path);
  const result = touched && patched(text, touched);
  // Where the two differ, the edit reaches further than its own place, as through an alias.
  return result !== undefined && reads(result, after) ? result : document.toString({ lineWidth: 0 });
}

function reads(text: string, value: unknown): boolean {
  const document = parseDocument(text, options);
  return document.errors.length === 0 && isDeepStrictEqual(valueOf(document), value);
}

/** Inputs whose aliases multiply have been refused before. */
const valueOf = (document: Document): unknown => document.toJS({ maxAliasCount: -1 });

/**
 * Upstream's spiff v1.0.8 cannot read `[host:5000]`: to its YAML library, a colon within `[ ]` and `{ }` ends
 * a key (cloudfoundry-incubator/candiedyaml, scanner.go, "found unexpected ':'").
 */
function toBlockStyle(document: Document, path: readonly string[]): void {
  for (let length = 0; length <= path.length; length++) {
    const node = resolved(document, document.getIn(path.slice(0, length), true) as Node | undefined);
    if (isMap(node) || isSeq(node)) node.flow = false;
  }
}

function append(document: Document, path: readonly string[], items: readonly PlannedValue[], describe: Describe): void {
  const found = resolved(document, document.getIn(path, true) as Node | undefined);
  if (!isSeq(found)) {
    if (items.length > 0) setIn(document, path, nodeOf(document, [...items], describe));
    return;
  }
  const known = new Set(found.toJSON());
  for (const item of items) {
    if (known.has(plain(item))) continue;
    known.add(plain(item));
    found.add(nodeOf(document, item, describe));
  }
}

/** Creates the maps on the way where they are missing or null; the node's comment goes above its key. */
function setIn(document: Document, path: readonly string[], node: Node): void {
  for (let length = 1; length < path.length; length++) {
    const parent = document.getIn(path.slice(0, length), true);
    if (!isCollection(resolved(document, parent as Node | undefined))) {
      document.setIn(path.slice(0, length), document.createNode({}));
    }
  }
  document.setIn(path, node);
  if (!node.commentBefore) return;
  const map = resolved(document, document.getIn(path.slice(0, -1), true) as Node) as YAMLMap<Node>;
  const entry = map.items.find(({ key }) => (isScalar(key) ? key.value : key) === path.at(-1)) as Pair<Node>;
  entry.key = isScalar(entry.key) ? entry.key : document.createNode(path.at(-1) as string);
  entry.key.commentBefore = [entry.key.commentBefore ?? [], node.commentBefore].flat().join('\n');
  delete node.commentBefore;
}

function resolved(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function nodeOf(document: Document, value: PlannedValue, describe: Describe): Node {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    for (const item of value) list.add(nodeOf(document, item, describe));
    return list;
  }
  const node: Node = document.createNode(plain(value));
  if (value instanceof Noted) node.commentBefore = comment(describe(value.reason));
  return node;
}

function comment(text: string): string {
  const lines = wrapped(text.replace(/\s+/g, ' '), commentWidth);
  return lines.map((line) => ` ${line}`).join('\n');
}
