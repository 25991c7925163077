/**
 * Leaves out the sections of a deployed CF manifest that nobody reads, before it is parsed: parsing is most
 * of a run, and nine tenths of a CF manifest are other VMs' business.
 *
 * A section is left out only when its text is so regular that no YAML reader can find fault with it: the
 * block style that spiff and bosh print. Everything else is parsed, so that every mistake is still found.
 */

/** Keys that are read, each with what is read below it. */
export interface Wanted {
  readonly [key: string]: true | Wanted;
}

/** The paths as a tree of keys. */
export function wantedKeys(paths: Iterable<readonly string[]>): Wanted {
  const root: Tree = {};
  for (const path of paths) {
    let here = root;
    for (const step of path.slice(0, -1)) {
      const below = here[step];
      here = here[step] = typeof below === 'object' ? below : {};
    }
    here[path.at(-1) as string] = true;
  }
  return root;
}

interface Tree {
  [key: string]: true | Tree;
}

/** `text` with empty lines in place of sections that nobody reads: every other line keeps its number. */
export function withoutUnread(text: string, wanted: Wanted): string {
  // A carriage return is a line break to YAML too, and a byte order mark is no key; no generator writes either.
  if (/[\r\ufeff]/.test(text)) return text;
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !/^ *(?:#.*)?$/.test(line));
  const start = lines[first] === '---' ? first + 1 : first;
  if (start < 0 || !blank(lines, start, lines.length, '', wanted)) return text;
  // A text without any value would be refused as empty, and not for what it lacks.
  return lines.some((line, at) => at >= start && /^[^\s#]/.test(line)) ? lines.join('\n') : text;
}

/** Empties unread sections among the lines; false where one section may reach into the next. */
function blank(lines: string[], start: number, end: number, indent: string, wanted: Wanted): boolean {
  const sections = sectionsOf(lines, start, end, indent);
  return sections?.every((section) => blankSection(lines, section, indent, wanted)) ?? false;
}

function blankSection(lines: string[], { key, from, to }: Section, indent: string, wanted: Wanted): boolean {
  const below = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
  const regular = isRegular(lines, from, to);
  if (below === undefined && regular) {
    lines.fill('', from, to);
    return true;
  }
  if (typeof below === 'object' && lines[from] === `${indent}${key}:`) {
    const child = lines.slice(from + 1, to).find((line) => line !== '' && !/^ *#/.test(line));
    const deeper = /^ */.exec(child ?? '')?.[0] ?? '';
    const isList = child?.startsWith(`${deeper}-`);
    if (deeper.length > indent.length && !isList) return blank(lines, from + 1, to, deeper, below);
  }
  // An open quote or bracket could hold what looks like the next section.
  return regular || !lines.slice(from, to).some((line) => /["'[\]{}]/.test(line));
}

interface Section {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** The entries of the map whose keys stand at `indent`; undefined where a line does not fit or a key is double. */
function sectionsOf(lines: readonly string[], start: number, end: number, indent: string): Section[] | undefined {
  const starts: { key: string; from: number }[] = [];
  const keys = new Set<string>();
  for (let at = start; at < end; at++) {
    const line = lines[at] as string;
    if (line === '' || line.startsWith(`${indent} `) || /^ *#/.test(line)) continue;
    if (starts.length > 0 && line.startsWith(`${indent}- `)) continue;
    const key = line.startsWith(indent) ? /^([\w-]+):(?: |$)/.exec(line.slice(indent.length))?.[1] : undefined;
    if (key === undefined || keys.has(key)) return undefined;
    keys.add(key);
    starts.push({ key, from: at });
  }
  return starts.map(({ key, from }, index) => ({ key, from, to: starts[index + 1]?.from ?? end }));
}

const token = '(?:[!-9;-~]|:(?=[!-~]))';
const plain = `(?:[\\w./$(~^+=]|-(?=[\\w.]))${token}*(?: +(?!#)${token}+)*`;
const scalar = `(?:${plain}|"[^"\\\\]*"|'[^']*'|\\{\\}|\\[\\]|[|>][+-]?)`;
const regularLine = new RegExp(`^( *)(- )?(?:([\\w./-]+):(?: (${scalar}))?|${scalar})$`);

/** One open block map or list: the column it stands in, and the keys of a map. */
interface Block {
  readonly column: number;
  readonly keys: Set<string> | undefined;
}

/** True where every line is one a YAML reader cannot refuse, at a column where it may stand. */
function isRegular(lines: readonly string[], from: number, to: number): boolean {
  const open: Block[] = [];
  let expectsBlock = false;
  for (let at = from; at < to; at++) {
    const line = lines[at] as string;
    if (line === '' || /^ *#/.test(line)) continue;
    const [, spaces, dash, key, value] = regularLine.exec(line) ?? [];
    if (spaces === undefined || (dash === undefined && key === undefined)) return false;
    if (!enter(open, spaces.length, dash !== undefined, key, expectsBlock)) return false;
    expectsBlock = key !== undefined && value === undefined;
    if (value !== undefined && /^[|>]/.test(value)) {
      at = endOfText(lines, at + 1, to, spaces.length + (dash ? 2 : 0)) - 1;
      if (at < 0) return false;
    }
  }
  return true;
}

/** The line behind a block scalar below a key at `column`; 0 where its text is not regular. */
function endOfText(lines: readonly string[], from: number, to: number, column: number): number {
  const indent = /^ */.exec(lines[from] ?? '')?.[0].length ?? 0;
  if (indent <= column) return 0;
  for (let at = from; at < to; at++) {
    const line = lines[at] as string;
    if (line === '') continue;
    const spaces = /^ */.exec(line)?.[0].length ?? 0;
    if (spaces <= column) return at;
    if (spaces < indent || !/^[ -~]*[!-~]$/.test(line)) return 0;
  }
  return to;
}

/** Puts a line at `column` into the open blocks; false where it may not stand there. */
function enter(open: Block[], column: number, dash: boolean, key: string | undefined, expectsBlock: boolean): boolean {
  const before = open.length;
  while (open.length > 0 && (open.at(-1) as Block).column > column) open.pop();
  // A line that closes a block leaves the key above it without a value: nothing opens below that one any more.
  const expects = expectsBlock && open.length === before;
  if (!dash) return addKey(open, column, key as string, expects);
  const top = open.at(-1);
  const opens = expects && top?.keys !== undefined && top.column <= column;
  if (opens) open.push({ column, keys: undefined });
  else if (top?.keys !== undefined || top?.column !== column) return false;
  return key === undefined || addKey(open, column + 2, key, true);
}

function addKey(open: Block[], column: number, key: string, expectsBlock: boolean): boolean {
  // A list may stand at the column of the key that it belongs to; the map's next key closes it.
  if (open.at(-1)?.column === column && open.at(-1)?.keys === undefined) open.pop();
  const top = open.at(-1);
  if (top?.column === column) {
    if (top.keys === undefined || top.keys.has(key)) return false;
    top.keys.add(key);
    return true;
  }
  if (open.length > 0 && !expectsBlock) return false;
  open.push({ column, keys: new Set([key]) });
  return true;
}
