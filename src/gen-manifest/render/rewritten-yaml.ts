/**
 * Writes a document that was changed: what is as it was keeps its own text, comments and all; what is new or
 * changed is printed as everywhere else.
 */
import { EVENT_ID } from 'js-yaml';
import type { PlannedMap, PlannedValue } from '../plan/planned.js';
import type { YamlSource } from '../settings/yaml-source.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { counterparts, same } from './counterparts.js';
import { lineStart, type SourceEntry, type SourceNode, sourceTree } from './source-tree.js';
import { type Describe, renderYaml, yamlEntry, yamlItem } from './yaml.js';

/** The text of `value`, as much of it as can be in the words of `source`, whose value it was before. */
export function rewrittenYaml(source: YamlSource, value: PlannedValue, describe: Describe): string {
  const text = source.text.endsWith('\n') ? source.text : `${source.text}\n`;
  if (same(source.value, value)) return text;
  const root = sourceTree(source);
  const rewritten = withoutLostAnchors(source, text, (lost, kept) => {
    const body = new Rewriter(text, describe, lost, kept).collection(root, source.value, value, text.length);
    return root.kind === 'opaque' || body === undefined ? undefined : text.slice(0, root.start) + body;
  });
  return rewritten ?? renderYaml({ header: [], value: value as PlannedMap }, describe);
}

/**
 * Rewrites until every alias has its anchor: where an anchor's node is printed anew, the anchor is lost, and all
 * aliases of it are printed as what they stand for. A node with an anchor is kept or printed anew as a whole, so that
 * an anchor which is kept stands for what it stood for.
 */
function withoutLostAnchors(
  { events }: YamlSource,
  text: string,
  rewrite: (lost: ReadonlySet<string>, kept: Extent[]) => string | undefined,
): string | undefined {
  const anchors: { at: number; name: string }[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.ALIAS || !('anchorStart' in event) || event.anchorStart < 0) continue;
    anchors.push({ at: event.anchorStart, name: text.slice(event.anchorStart, event.anchorEnd) });
  }
  const lost = new Set<string>();
  for (;;) {
    const kept: Extent[] = [];
    const rewritten = rewrite(lost, kept);
    if (rewritten === undefined) return undefined;
    const isKept = (at: number): boolean => kept.some(({ from, to }) => from <= at && at < to);
    const more = anchors.filter(({ at, name }) => !lost.has(name) && !isKept(at));
    if (more.length === 0) return rewritten;
    for (const { name } of more) lost.add(name);
  }
}

class Rewriter {
  constructor(
    private readonly text: string,
    private readonly describe: Describe,
    private readonly lost: ReadonlySet<string>,
    /** The parts of the text that are taken as they are, filled while it rewrites. */
    private readonly kept: Extent[],
  ) {}

  /**
   * A changed block collection from its first key or dash on, up to `end`; undefined where it has to be printed
   * anew as a whole.
   */
  collection(node: SourceNode, before: YamlValue | undefined, after: PlannedValue, end: number): string | undefined {
    if (node.kind === 'map' && isMap(before) && isMap(after as YamlValue) && Object.keys(after as object).length > 0) {
      return this.map(node, before, after as PlannedMap, end);
    }
    if (node.kind === 'list' && Array.isArray(before) && Array.isArray(after) && after.length > 0) {
      return this.list(node, before, after, end);
    }
    return undefined;
  }

  private map(node: Collection, before: YamlMap, after: PlannedMap, end: number): string {
    const indent = ' '.repeat(node.column);
    const parts = node.entries.flatMap((entry, index) => {
      const key = entry.key as string;
      const last = node.entries.findLastIndex((other) => other.key === key);
      // Of a key that stands twice, the last one counts.
      if (!Object.hasOwn(after, key) || index !== last) return [];
      const extent = this.extentOf(node, index, end);
      const value = after[key] as PlannedValue;
      return [this.entry(entry, extent, before[key], value, () => yamlEntry(key, value, indent, this.describe))];
    });
    const added = Object.keys(after).filter((key) => !node.entries.some((entry) => entry.key === key));
    const texts = added.map((key) => yamlEntry(key, after[key] as PlannedValue, indent, this.describe));
    return joined([...parts, ...texts], node.column);
  }

  private list(node: Collection, before: readonly YamlValue[], after: readonly PlannedValue[], end: number): string {
    const indent = ' '.repeat(node.column);
    const old = counterparts(before, after);
    const parts = after.map((value, at) => {
      const fresh = (): string => yamlItem(value, indent, this.describe);
      const index = old[at];
      const entry = index === undefined ? undefined : node.entries[index];
      if (index === undefined || !entry) return fresh();
      return this.entry(entry, this.extentOf(node, index, end), before[index], value, fresh);
    });
    return joined(parts, node.column);
  }

  /** Whether a part of the text has an alias of an anchor that is lost. */
  private needsLost(from: number, to: number): boolean {
    if (this.lost.size === 0) return false;
    const words = this.text.slice(from, to).split(/[\s,[\]{}]/);
    return words.some((word) => word.startsWith('*') && this.lost.has(word.slice(1)));
  }

  /** The text of one entry from its own comments on. */
  private entry(
    entry: SourceEntry,
    { from, to }: Extent,
    before: YamlValue | undefined,
    after: PlannedValue,
    fresh: () => string,
  ): string {
    if (same(before, after) && !this.needsLost(from, to)) {
      this.kept.push({ from, to });
      return this.text.slice(from, to);
    }
    const lead = this.text.slice(from, lineStart(this.text, entry.from));
    const node = entry.value();
    const inner = this.collection(node, before, after, to);
    if (inner === undefined || node.kind === 'opaque') {
      return `${lead.trimEnd() === '' ? '' : lead}${fresh()}${this.tailOf(entry, to)}`;
    }
    return this.text.slice(from, node.start) + inner;
  }

  /** An entry's own text: the comments above it in its column, and all up to those of the next entry. */
  private extentOf(node: Collection, index: number, end: number): Extent {
    const next = node.entries[index + 1];
    return { from: this.leadOf(node, index), to: next ? this.leadOf(node, index + 1) : end };
  }

  /** The comments and empty lines behind an entry, which are not indented as its value is. */
  private tailOf({ from }: SourceEntry, to: number): string {
    const column = from - lineStart(this.text, from);
    const lines = this.text.slice(from, to).split('\n').slice(1, -1);
    const first = lines.findLastIndex((line) => !new RegExp(`^ {0,${column}}(#|$)`).test(line)) + 1;
    return lines
      .slice(first)
      .map((line) => `${line}\n`)
      .join('');
  }

  private leadOf(node: Collection, index: number): number {
    const { from } = node.entries[index] as SourceEntry;
    if (index === 0) return from;
    let start = lineStart(this.text, from);
    const comment = `${' '.repeat(node.column)}#`;
    while (this.text.startsWith(comment, lineStart(this.text, start - 1))) start = lineStart(this.text, start - 1);
    return start;
  }
}

type Collection = SourceNode & { readonly kind: 'map' | 'list' };

/** A part of the text. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The entries behind one another; the first one starts where its collection starts, without its indentation. */
function joined(parts: readonly string[], column: number): string {
  const [first = '', ...others] = parts;
  const indent = ' '.repeat(column);
  const rest = others.map((part) => (part.startsWith(indent) || part.startsWith('\n') ? part : indent + part));
  return [withoutIndent(first), ...rest].join('');
}

/** From the key or dash on: comments above the first entry have no place behind the dash of an outer list. */
function withoutIndent(part: string): string {
  return part.replace(/^(?:[ ]*(?:#[^\n]*)?\n)*[ ]*/, '');
}
