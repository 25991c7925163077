/** The command that made a document, for its header; a value that may be a secret is not repeated. */
import { catalog } from '../settings/catalog.js';

/** Such as `Made by: gen-manifest --env openstack -c cf.yml`. */
export function madeBy(argv: readonly string[]): string {
  return `Made by: gen-manifest ${argv.map((argument, index) => shown(argument, argv[index - 1])).join(' ')}`.trimEnd();
}

function shown(argument: string, before: string | undefined): string {
  const [, prefix = '', setting] = /^(--set=)?([\w.@/-]+=.*)$/s.exec(argument) ?? [];
  if (setting === undefined || (prefix === '' && before !== '--set')) return quoted(argument);
  const path = setting.slice(0, setting.indexOf('='));
  const declaration = catalog.get(path);
  const safe = declaration !== undefined && declaration['x-secret'] !== true && declaration.type !== 'object';
  return safe ? quoted(argument) : quoted(`${prefix}${path}=`) + '...';
}

/** Quoted for a POSIX shell, on one line. */
function quoted(argument: string): string {
  const line = argument.replace(/[\0-\x1f\x7f]/g, ' ');
  return /^[\w@%+=:,./-]+$/.test(line) ? line : `'${line.replaceAll("'", String.raw`'\''`)}'`;
}
