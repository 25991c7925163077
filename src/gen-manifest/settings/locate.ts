/** From a path in a document to line and column, over the parser's events: exact, and only when asked. */
import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Place, Step } from '../errors.js';
import type { YamlSource } from './yaml-source.js';

/**
 * The place of the node at `path`: of its key where it is a map's value, else of the item itself.
 * Where the path leads nowhere, the place of the deepest node on it that exists.
 */
export function locate(source: YamlSource, path: readonly Step[]): Place {
  return { file: source.file, ...indexOf(source).placeOf(path) };
}

/** The text of the plain scalar at `path`, as it is written; undefined for everything else, aliases included. */
export function plainTextAt(source: YamlSource, path: readonly Step[]): string | undefined {
  return indexOf(source).plainTextAt(path);
}

function indexOf(source: YamlSource): SourceIndex {
  let index = indexes.get(source);
  if (!index) indexes.set(source, (index = new SourceIndex(source)));
  return index;
}

/** What has been walked through of each source, so that a thousand findings do not walk a thousand times. */
const indexes = new WeakMap<YamlSource, SourceIndex>();

/** A child of a map or list: the events of its value, and of what is shown as its place. */
interface Child {
  readonly value: number;
  readonly shown: number;
}

class SourceIndex {
  private readonly children = new Map<number, ReadonlyMap<Step, Child>>();
  private lines: readonly number[] | undefined;
  /** How long the lines are, as they were parsed and as the file has them; only where these differ. */
  private added: readonly number[] | undefined;
  private own: readonly number[] | undefined;

  constructor(private readonly source: YamlSource) {}

  placeOf(path: readonly Step[]): { line: number; column: number } {
    const { events } = this.source;
    let at = this.root();
    const shown = [at];
    for (const step of path) {
      const child = this.childOf(at, step);
      if (!child) break;
      at = child.value;
      shown.push(child.shown);
    }
    // An empty node stands nowhere; an empty document, --- alone, has nothing that does.
    const deepest = shown.findLast((node) => startOf(events[node]) !== undefined);
    return this.lineAndColumn(deepest === undefined ? 0 : (startOf(events[deepest]) as number));
  }

  plainTextAt(path: readonly Step[]): string | undefined {
    let at: number | undefined = this.root();
    for (const step of path) at = at === undefined ? undefined : this.childOf(at, step)?.value;
    const event = at === undefined ? undefined : this.source.events[at];
    const plain = event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN;
    return plain ? getScalarValue(this.source.text, event) : undefined;
  }

  private root(): number {
    const { events } = this.source;
    let at = 0;
    while (events[at]?.type === EVENT_ID.DOCUMENT) at++;
    return at;
  }

  /** Line and column, counted from 1, of an offset in the text. */
  private lineAndColumn(offset: number): { line: number; column: number } {
    this.lines ??= [0, ...Array.from(this.source.text.matchAll(/\n/g), ({ index }) => index + 1)];
    let line = 0;
    for (let above = this.lines.length; above - line > 1;) {
      const middle = (line + above) >> 1;
      if ((this.lines[middle] as number) <= offset) line = middle;
      else above = middle;
    }
    const column = offset - (this.lines[line] as number) - this.indentation(line);
    return { line: line + 1, column: Math.max(column, 0) + 1 };
  }

  /** How many spaces stand in front of a line that the file does not have. */
  private indentation(line: number): number {
    const { text, unindented } = this.source;
    if (unindented === undefined) return 0;
    this.added ??= text.split('\n').map(({ length }) => length);
    this.own ??= unindented.split('\n').map(({ length }) => length);
    return (this.added[line] as number) - (this.own[line] as number);
  }

  private childOf(at: number, step: Step): Child | undefined {
    let children = this.children.get(at);
    if (!children) {
      const type = this.source.events[at]?.type;
      children = type === EVENT_ID.MAPPING ? this.entries(at) : type === EVENT_ID.SEQUENCE ? this.items(at) : new Map();
      this.children.set(at, children);
    }
    return children.get(step) ?? (typeof step === 'string' ? children.get(Number(step)) : children.get(String(step)));
  }

  private entries(map: number): Map<Step, Child> {
    const entries = new Map<Step, Child>();
    for (let at = map + 1; this.isNode(at);) {
      const value = this.skip(at);
      const key = this.scalarText(at);
      if (key !== undefined) entries.set(key, { value, shown: at });
      at = this.skip(value);
    }
    return entries;
  }

  /** Items by their index, and by their `name`: BOSH and spiff address them by it, the first one wins. */
  private items(list: number): Map<Step, Child> {
    const items = new Map<Step, Child>();
    for (let at = list + 1, index = 0; this.isNode(at); at = this.skip(at), index++) {
      items.set(index, { value: at, shown: at });
      const name = this.nameOf(at);
      if (name !== undefined && !items.has(name)) items.set(name, { value: at, shown: at });
    }
    return items;
  }

  private nameOf(item: number): string | undefined {
    if (this.source.events[item]?.type !== EVENT_ID.MAPPING) return undefined;
    for (let at = item + 1; this.isNode(at); at = this.skip(this.skip(at))) {
      if (this.scalarText(at) === 'name') return this.scalarText(this.skip(at));
    }
    return undefined;
  }

  private isNode(at: number): boolean {
    const event = this.source.events[at];
    return event !== undefined && event.type !== EVENT_ID.POP;
  }

  /** The index of the event behind the node that starts at `at`. */
  private skip(at: number): number {
    const { events } = this.source;
    let depth = 0;
    do {
      const type = events[at++]?.type;
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
      if (type === EVENT_ID.POP) depth--;
    } while (depth > 0 && at < events.length);
    return at;
  }

  private scalarText(at: number): string | undefined {
    const event = this.source.events[at];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.source.text, event) : undefined;
  }
}

/** The offset at which a node starts, with its anchor and tag; undefined for an empty one. */
function startOf(event: Event | undefined): number | undefined {
  if (event === undefined || !('anchorStart' in event)) return undefined;
  const starts = [event.anchorStart, 'tagStart' in event ? event.tagStart : -1, bodyStart(event)];
  const known = starts.filter((start) => start >= 0);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function bodyStart(event: Event): number {
  if (event.type !== EVENT_ID.SCALAR) return 'start' in event ? event.start : -1;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}
