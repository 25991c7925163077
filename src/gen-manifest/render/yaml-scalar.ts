/**
 * One YAML scalar as text that every YAML 1.1 reader takes for the same value: BOSH and Ruby (Psych),
 * spiff (candiedyaml), PyYAML. Where a string could be read as anything else, it is quoted.
 */

/** Words that one YAML 1.1 reader or another takes for a boolean, for null, or for a number (`yaml`: e8). */
const words = /^(?:y|yes|n|no|true|false|on|off|null|nil|nan|inf|e[-+]?\d+)$/i;
/** Strings that no reader takes for anything but a string: they start with a letter, `/` or `(`. */
const plainText = /^[A-Za-z/(][\w./()@%+=~^$-]*(?: [\w./()@%+=~^$-]+)*$/;
/** host:port and the like: a colon that no space follows. */
const plainWithColons = /^[A-Za-z(][\w./()@%+=~^$-]*(?::[\w./()@%+=~^$-]+)+$/;
/** An IPv4 address or CIDR range, which operators know unquoted. */
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
/** What a double-quoted scalar must escape beside JSON's own escapes: DEL, C1, NEL, LS, PS, BOM. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
/** Printable lines, the first of which does not start with white space: what a block scalar can hold. */
const blockText = /^[!-~\u00a1-\u1fff][ -~\u00a0-\u1fff]*(?:\n[ -~\u00a0-\u1fff]*)+$/;

/** What no comment may hold: line breaks of any reader, and what YAML does not allow unescaped. */
const notInComments = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\p{Surrogate}]/gu;

/** Text of a comment on one line, whatever a file name or value in it holds. */
export function commentText(text: string): string {
  return text.replace(notInComments, ' ');
}

/** A string on one line: plain where that is safe, else double-quoted. */
export function stringScalar(text: string): string {
  if (plainText.test(text) || plainWithColons.test(text)) return words.test(text) ? `"${text}"` : text;
  return ipv4.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return json.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** True for text that reads best as a block scalar, such as a certificate. */
export function isBlock(text: string): boolean {
  return blockText.test(text) && !/\n[ ]*\n$|\n[ ]+$/.test(text);
}

/** A block scalar behind its key or dash: `|` or `|-`, and the lines, indented. */
export function blockScalar(text: string, indent: string): string {
  const ends = text.endsWith('\n');
  const body = ends ? text.slice(0, -1) : text;
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  return `${ends ? '|' : '|-'}\n${lines.join('\n')}`;
}

/** A number as YAML 1.1 writes it: an exponent needs a point before it. */
export function numberScalar(value: number | bigint): string {
  if (typeof value === 'bigint') return String(value);
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
