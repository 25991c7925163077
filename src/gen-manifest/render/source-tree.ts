/** Where the entries of a document's block maps and lists stand in its text, from the parser's events. */
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { YamlSource } from '../settings/yaml-source.js';

/** An entry of a block map, or an item of a block list. */
export interface SourceEntry {
  /** The map's key; undefined for an item. */
  readonly key: string | undefined;
  /** The offset of the key or the dash. */
  readonly from: number;
  /** Read when it is asked for: most of a document is kept, and nobody looks into it. */
  readonly value: () => SourceNode;
}

/** A node; all but block collections without anchor and tag are opaque: they are kept or printed anew as a whole. */
export type SourceNode =
  | { readonly kind: 'opaque' }
  | {
      readonly kind: 'map' | 'list';
      readonly start: number;
      readonly column: number;
      readonly entries: readonly SourceEntry[];
    };

/** The root of the document. */
export function sourceTree(source: YamlSource): SourceNode {
  const start = source.events.findIndex(({ type }) => type !== EVENT_ID.DOCUMENT);
  return new Reader(source, start).node();
}

class Reader {
  constructor(
    private readonly source: YamlSource,
    /** The event that it is at. */
    private at: number,
  ) {}

  /** Reads the node at the current event. */
  node(): SourceNode {
    const event = this.event();
    this.at++;
    if (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE) return { kind: 'opaque' };
    const list = event.type === EVENT_ID.SEQUENCE;
    const entries: SourceEntry[] = [];
    let plain = event.style === COLLECTION_STYLE.BLOCK && event.anchorStart < 0 && event.tagStart < 0;
    while (this.event() && this.event()?.type !== EVENT_ID.POP) {
      const entry = list ? this.item(event.start, entries) : this.entry();
      if (entry) entries.push(entry);
      else plain = false;
    }
    if (!plain) return { kind: 'opaque' };
    return { kind: list ? 'list' : 'map', start: event.start, column: this.columnOf(event.start), entries };
  }

  private entry(): SourceEntry | undefined {
    const key = this.event();
    const name = key?.type === EVENT_ID.SCALAR ? getScalarValue(this.source.text, key) : undefined;
    const simple = key?.type === EVENT_ID.SCALAR && key.anchorStart < 0 && key.tagStart < 0 && name !== '<<';
    const from = key ? startOf(key) : -1;
    this.skip();
    const value = this.skip();
    return simple && from >= 0 ? { key: name, from, value } : undefined;
  }

  private item(listStart: number, before: readonly SourceEntry[]): SourceEntry | undefined {
    const event = this.event();
    const start = event ? startOf(event) : -1;
    const from = before.length === 0 ? listStart : this.dashBefore(start, this.columnOf(listStart));
    const value = this.skip();
    return from < 0 ? undefined : { key: undefined, from, value };
  }

  /** Goes behind the node at the current event; gives what reads it. */
  private skip(): () => SourceNode {
    const start = this.at;
    let open = 0;
    do {
      const type = this.event()?.type;
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) open++;
      else if (type === EVENT_ID.POP) open--;
      this.at++;
    } while (open > 0);
    return () => new Reader(this.source, start).node();
  }

  /** The dash of an item that starts at `start`, in the list's column on this line or on one above; -1 where none is. */
  private dashBefore(start: number, column: number): number {
    const { text } = this.source;
    for (
      let line = start < 0 ? -1 : lineStart(text, start);
      line >= 0;
      line = line === 0 ? -1 : lineStart(text, line - 1)
    ) {
      if (text[line + column] === '-' && text.slice(line, line + column).trim() === '') return line + column;
      if (line !== lineStart(text, start) && text.slice(line, text.indexOf('\n', line)).trim() !== '') return -1;
    }
    return -1;
  }

  private event(): Event | undefined {
    return this.source.events[this.at];
  }

  private columnOf(offset: number): number {
    return offset - lineStart(this.source.text, offset);
  }
}

/** The offset of the first character of the line that `offset` is on. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset at which an event's node starts, its anchor and tag included; -1 for an empty one. */
function startOf(event: Event): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return -1;
  const known = [event.anchorStart - 1, event.tagStart, bodyStart(event)].filter((start) => start >= 0);
  return known.length === 0 ? -1 : Math.min(...known);
}

function bodyStart(event: Event): number {
  if (event.type !== EVENT_ID.SCALAR) return 'start' in event ? event.start : -1;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}
