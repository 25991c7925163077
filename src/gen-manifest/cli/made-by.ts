/** The command that made a document, for its header; a value that may be a secret is not repeated. */
import { redactedText } from '../secrets/redacted.js';
import { shellQuoted } from '../render/shell-quoted.js';
import { catalog } from '../settings/catalog.js';

/** Such as `Made by: gen-manifest --env openstack -c cf.yml`. */
export function madeBy(argv: readonly string[]): string {
  return `Made by: ${commandOf(argv)}`;
}

/** The command as a person would type it. */
export function commandOf(argv: readonly string[]): string {
  return `gen-manifest ${argv.map((argument, index) => shown(argument, argv[index - 1])).join(' ')}`.trimEnd();
}

/** A document's text without the header of an earlier run, which begins with `opening`: headers do not pile up. */
export function withoutHeader(text: string, opening: string): string {
  if (!text.startsWith(opening)) return text;
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.startsWith('# Made by: gen-manifest'));
  return end === -1 ? text : lines.slice(end + 1).join('\n');
}

function shown(argument: string, before: string | undefined): string {
  const [, prefix = '', setting = ''] = /^(--set=)?(.*)$/s.exec(argument) ?? [];
  if (prefix === '' && before !== '--set') return quoted(argument);
  const [path = ''] = setting.split('=', 1);
  const declaration = catalog.get(path);
  const safe = declaration !== undefined && declaration['x-secret'] !== true && declaration.type !== 'object';
  if (safe) return quoted(argument);
  // What is no path may be a value.
  return /^[\w.@/-]+=/.test(setting) ? `${quoted(`${prefix}${path}=`)}...` : `${prefix}...`;
}

/** Quoted for a POSIX shell, on one line, without credentials before an `@`. */
function quoted(argument: string): string {
  return shellQuoted(redactedText(argument).replace(/[\0-\x1f\x7f]/g, ' '));
}
