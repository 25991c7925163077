/**
 * Changes an operator's own YAML file and keeps its comments, order and quoting: the `yaml` package's
 * document model. Loaded only for `stubs -p`.
 */
import {
  type Document,
  isAlias,
  isCollection,
  isSeq,
  parseDocument,
  isMap,
  type Node,
  type Scalar,
  YAMLSeq,
} from 'yaml';
import { Noted } from '../model/reason.js';
import { plain, type PlannedValue } from '../plan/planned.js';
import type { StubEdit } from '../plan/stubs/property-overrides.js';
import type { Describe } from './yaml.js';

/** The text with the edits made. It must have been parsed before: it is valid YAML 1.1. */
export function editYaml(text: string, edits: readonly StubEdit[], describe: Describe): string {
  const document = parseDocument(text, { version: '1.1', merge: true });
  for (const edit of edits) {
    if ('remove' in edit) document.deleteIn(edit.path);
    else if ('set' in edit) setIn(document, edit.path, nodeOf(document, edit.set, describe));
    else append(document, edit.path, edit.append, describe);
  }
  // Other sections may be written behind this one: only a block map takes them.
  if (isMap(document.contents)) document.contents.flow = false;
  return document.toString({ lineWidth: 0 });
}

function append(document: Document, path: readonly string[], items: readonly PlannedValue[], describe: Describe): void {
  const found = resolved(document, document.getIn(path, true) as Node | undefined);
  if (!isSeq(found)) {
    if (items.length > 0) {
      const list = new YAMLSeq();
      for (const item of items) list.add(nodeOf(document, item, describe));
      setIn(document, path, list);
    }
    return;
  }
  const known = new Set(found.toJSON());
  for (const item of items) {
    if (known.has(plain(item))) continue;
    known.add(plain(item));
    found.add(nodeOf(document, item, describe));
  }
}

/** Creates the maps on the way where they are missing or null. */
function setIn(document: Document, path: readonly string[], node: Node): void {
  for (let length = 1; length < path.length; length++) {
    const parent = document.getIn(path.slice(0, length), true);
    if (!isCollection(resolved(document, parent as Node | undefined))) {
      document.setIn(path.slice(0, length), document.createNode({}));
    }
  }
  document.setIn(path, node);
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
  const node = document.createNode(plain(value)) as Scalar;
  if (value instanceof Noted) node.commentBefore = ` ${describe(value.reason).replace(/\s+/g, ' ')}`;
  return node;
}
