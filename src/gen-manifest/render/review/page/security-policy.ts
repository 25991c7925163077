/** The Content-Security-Policy of the page: nothing is loaded, and nothing runs but its own scripts. */
import { createHash } from 'node:crypto';

/** The policy, as the `content` of a meta element; the texts as they stand between their tags. */
export function securityPolicy(style: string, scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${scripts.map(hash).join(' ')}`,
    // The empty icon, which keeps browsers from asking a server for one.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
