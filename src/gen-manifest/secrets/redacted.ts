/** Values as they may be shown: secrets taken out, everything else as it is. */
import { isMap, isVariable, type YamlValue } from '../yaml-value.js';
import { isLabel, isSecretName } from './secret-names.js';

/** What stands where a secret stood. */
export const redaction = '<redacted>';

const privateKeyAlone = /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----[\w\s+/=().-]*$/;

/** What a text has where a secret is in it, each with how it reads without. */
const withinTexts: readonly (readonly [RegExp, string])[] = [
  // What checks that it gets a key still does.
  [
    /(-----BEGIN [A-Z ]*PRIVATE KEY-----)(?!\s*\(\([^()]*\)\)\s*-----END)[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    `$1\n${redaction}\n$2`,
  ],
  // Without the name too: a token is often all that stands there, https://TOKEN@host.
  [/(\b[a-z][\w+.-]*:\/\/)[^/?#\s@]*(?:@[^/?#\s@]*)*@/gi, `$1${redaction}@`],
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, `$1 ${redaction}`],
  [
    /((?:passw(?:or)?d|passphrase|secret|token|api_?key|access_?key|private_?key)[\w-]*["']?\s*[=:]\s*)("[^"]*"|'[^']*'|(?!\(\()[^\s"',;&]+)/gi,
    `$1${redaction}`,
  ],
];

/**
 * `value` without its secrets. `names` are the keys that lead to it: all that stands below a secret's name is a
 * secret, but for a `((variable))`, a boolean, null and what is empty. The value itself is not changed.
 */
export function redacted(value: YamlValue, names: readonly string[] = []): YamlValue {
  return names.some(isSecretName) ? withoutScalars(value) : cleaned(value);
}

function cleaned(value: YamlValue): YamlValue {
  if (typeof value === 'string') return cleanedText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isMap(value)) return value;
  const named = typeof value['name'] === 'string' && isSecretName(value['name']);
  return fromEntries(
    Object.entries(value).map(([key, child]) => {
      // {name: DB_PASSWORD, value: x}, as environments and properties of services are written.
      const secret = isSecretName(key) || (named && key === 'value');
      return [key, secret ? withoutScalars(child) : cleaned(child)];
    }),
  );
}

/** All scalars taken out but those that say nothing: variables, booleans, null, the empty text, and what labels secrets. */
function withoutScalars(value: YamlValue): YamlValue {
  if (Array.isArray(value)) return value.map(withoutScalars);
  if (isMap(value)) {
    return fromEntries(
      Object.entries(value).map(([key, child]) => [key, isLabel(key) ? cleaned(child) : withoutScalars(child)]),
    );
  }
  if (value === null || value === '' || typeof value === 'boolean' || isVariable(value)) return value;
  return typeof value === 'string' && privateKeyAlone.test(value) ? cleanedText(value) : redaction;
}

function cleanedText(text: string): string {
  const json = jsonWithin(text);
  if (json !== undefined) return json;
  return withinTexts.reduce((rest, [pattern, without]) => rest.replace(pattern, without), text);
}

/** A text that is a JSON object or list, as `docker_credentials_json` is, redacted by the names in it. */
function jsonWithin(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.stringify(cleaned(JSON.parse(text) as YamlValue));
  } catch {
    return undefined;
  }
}

/** Object.fromEntries, also for a key `__proto__`. */
function fromEntries(entries: readonly (readonly [string, YamlValue])[]): YamlValue {
  return Object.fromEntries<YamlValue>(entries);
}
