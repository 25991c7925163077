/**
 * Indents what YAML 1.1 readers take without indentation and js-yaml does not: the later lines of quoted
 * scalars, and of flow collections. spiff (candiedyaml) prints certificates that way, so that every CF
 * manifest made with it has them, such as cf-release v234, spec/fixtures/bosh-lite/cf-manifest.yml:
 *
 *     client_key: 'a
 *
 *       b
 *
 *     '
 *
 * Loaded only where js-yaml has refused a file for its indentation. Spaces added there change no value.
 */

/** Columns that are enough for 100 levels, and the longest text that is worth a second try. */
const deepest = 400;
const longestResult = 32 * 1024 * 1024;

/** `text` with such lines indented; the same text where there are none. */
export function indentFlow(text: string): string {
  return new FlowIndenter(text).run();
}

class FlowIndenter {
  private at = 0;
  /** Where the line of `at` starts. */
  private lineStart = 0;
  /** Up to where the text has been copied. */
  private copied = 0;
  private result = '';
  /** Column of the key or dash that a block scalar on this line would belong to. */
  private owner = 0;

  constructor(private readonly text: string) {}

  run(): string {
    while (this.at < this.text.length) this.line();
    return this.result + this.text.slice(this.copied);
  }

  /** One line of block context, with all that starts on it. */
  private line(): void {
    this.lineStart = this.at;
    this.skipBlanks();
    this.owner = this.at - this.lineStart;
    while (this.at < this.text.length && this.text[this.at] !== '\n') {
      const here = this.text[this.at] as string;
      if (here === '#') this.skipLine();
      else if (here === '"' || here === "'") this.quoted(this.column + 1);
      else if (here === '[' || here === '{') this.collection();
      else if ((here === '|' || here === '>') && this.blockScalar()) return;
      else this.plain(here);
      this.skipBlanks();
    }
    this.at++;
  }

  private get column(): number {
    return this.at - this.lineStart;
  }

  private skipBlanks(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end === -1 ? this.text.length : end;
  }

  /** An indicator, a property, or a plain scalar up to the value behind its colon. */
  private plain(here: string): void {
    const start = this.at;
    if (/[-?:](?:\s|$)|[&!*]/y.test(this.text.slice(start, start + 2))) {
      while (this.at < this.text.length && !/\s/.test(this.text[this.at] as string)) this.at++;
      if (here === '-') this.owner = start - this.lineStart;
      return;
    }
    const rest = /(?::(?=\s)| #|\n|$)/g;
    rest.lastIndex = this.at;
    const end = rest.exec(this.text);
    this.owner = start - this.lineStart;
    this.at = end ? end.index + (end[0] === ':' ? 1 : 0) : this.text.length;
  }

  /** Passes over a block scalar: all lines that are blank or deeper than its owner. False where this is none. */
  private blockScalar(): boolean {
    const header = /[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n/y;
    header.lastIndex = this.at;
    if (!header.test(this.text)) {
      this.skipLine();
      return false;
    }
    this.at = header.lastIndex;
    const deeper = new RegExp(`(?:[ \\t]*\\r?\\n| {${this.owner + 1}}[^\\n]*(?:\\n|$))`, 'y');
    for (deeper.lastIndex = this.at; this.at < this.text.length && deeper.test(this.text);) this.at = deeper.lastIndex;
    return true;
  }

  /** Passes over a quoted scalar; its later lines get at least `indent` columns. */
  private quoted(indent: number): void {
    const quote = this.text[this.at];
    for (this.at++; this.at < this.text.length; this.at++) {
      const here = this.text[this.at];
      if (here === '\n') this.nextLine(indent);
      else if (here === '\\' && quote === '"' && this.text[this.at + 1] !== '\n') this.at++;
      else if (here === quote && quote === "'" && this.text[this.at + 1] === quote) this.at++;
      else if (here === quote) break;
    }
    this.at++;
  }

  /** Passes over a flow collection with all that is in it. */
  private collection(): void {
    const indent = this.column + 1;
    let depth = 0;
    let opens = true;
    for (; this.at < this.text.length; this.at++) {
      const here = this.text[this.at] as string;
      if (here === '[' || here === '{') depth++;
      else if (here === ']' || here === '}') depth--;
      else if (here === '\n') this.nextLine(indent);
      else if (here === '#' && /\s/.test(this.text[this.at - 1] as string)) this.skipComment();
      else if (opens && (here === '"' || here === "'")) this.quotedWithin(indent);
      opens = /[[{,:?\s]/.test(here);
      if (depth === 0) break;
    }
    this.at++;
  }

  private quotedWithin(indent: number): void {
    this.quoted(indent);
    this.at--;
  }

  private skipComment(): void {
    this.skipLine();
    this.at--;
  }

  /** At a line break: indents the line behind it, unless it is blank or starts a document. */
  private nextLine(column: number): void {
    const indent = Math.min(column, deepest);
    this.lineStart = this.at + 1;
    const blanks = /[ \t]*/y;
    blanks.lastIndex = this.lineStart;
    const found = (blanks.exec(this.text)?.[0] ?? '').length;
    const first = this.text[this.lineStart + found];
    const marker = found === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(this.text.slice(this.lineStart, this.lineStart + 4));
    if (found >= indent || first === undefined || first === '\n' || first === '\r' || marker) return;
    if (this.result.length > longestResult) return;
    this.result += this.text.slice(this.copied, this.lineStart) + ' '.repeat(indent - found);
    this.copied = this.lineStart;
  }
}
