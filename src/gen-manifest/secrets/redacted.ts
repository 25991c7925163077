/** Values as they may be shown: secrets taken out, everything else as it is. */
import { isMap, isVariable, type YamlMap, type YamlValue } from '../yaml-value.js';
import { isLabel, isSecretName } from './secret-names.js';

/** What stands where a secret stood. */
export const redaction = '<redacted>';

const privateKeyAlone = /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----[\w\s+/=().-]*$/;

/** What stands before a secret in a text, as its name: `password=`, `"access_token": `, `<secret>`. */
const nameInText =
  '(?:passw(?:or)?d|passphrase|secret|token|signature|credential|(?:api|access|account|private|shared|license)_?key)[\\w-]*';

/** What stands before the `@` of an address. */
const userinfo: readonly (readonly [RegExp, string])[] = [
  // Without the name too: a token is often all that stands there, https://TOKEN@host.
  [/(\b[a-z][\w+.-]*:\/\/)[^/?#\s@]*(?:@[^/?#\s@]*)*@/gi, `$1${redaction}@`],
  // An address without a scheme; `image:tag@sha256:...` is none.
  [/(^|[\s[({,=/"'])[^\s[({,=/"'@:]+:(?!\/\/)[^\s,/"'@]+@(?!sha\d+:)/g, `$1${redaction}@`],
];

/** What a text has where a secret is in it, each with how it reads without. */
const withinTexts: readonly (readonly [RegExp, string])[] = [
  // What checks that it gets a key still does.
  [
    /(-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----)(?!\s*\(\([^()]*\)\)\s*-----END)[\s\S]*?(-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
    `$1\n${redaction}\n$2`,
  ],
  ...userinfo,
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, `$1 ${redaction}`],
  [new RegExp(`(${nameInText}["']?\\s*[=:]\\s*)("[^"]*"|'[^']*'|(?!\\(\\()[^\\s"',;&]+)`, 'gi'), `$1${redaction}`],
  [new RegExp(`(<${nameInText}>)(?!\\s*\\(\\()[^<]+`, 'gi'), `$1${redaction}`],
  // A shared access signature of Azure.
  [/([?&]sig=)[^\s"'&]+/gi, `$1${redaction}`],
  // Hashes of passwords as crypt(3) writes them, htpasswd's among them.
  [/\$(?:2[abxy]?|[156]|apr1|y|argon2\w*|scrypt)\$[^\s"',:;]+/g, redaction],
  // A JSON Web Token, and tokens that say whose they are.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, redaction],
  [/\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeoprs]-)[\w-]{10,}/g, redaction],
];

/** What every text has that one of these finds a secret in; most texts have none of it. */
const tellTale = /[@=:<$]|-----BEGIN|eyJ|gh[oprsu]_|github_pat_|glpat-|xox|(?:bearer|basic)\s/i;

/**
 * `value` without its secrets. `names` are the keys that lead to it: all that stands below a secret's name is a
 * secret, but for a `((variable))`, a boolean, null and what is empty. The value itself is not changed.
 */
export function redacted(value: YamlValue, names: readonly string[] = []): YamlValue {
  return names.some(isSecretName) ? withoutScalars(value) : cleaned(value);
}

function cleaned(value: YamlValue): YamlValue {
  if (typeof value === 'string') return redactedText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isMap(value)) return value;
  const named = namesSecretValue(value);
  return fromEntries(
    Object.entries(value).map(([key, child]) => {
      const secret =
        isSecretName(key) || (named && key === 'value') || (isHeader(key) && !isMap(child)) || isAuth(key, child);
      return [key, secret ? withoutScalars(child) : cleaned(child)];
    }),
  );
}

/**
 * Whether the `value` of a map is a secret by what stands beside it: `{name: DB_PASSWORD, value: x}`, as
 * environments and properties of services are written, or the path of an ops file's operation.
 */
export function namesSecretValue({ name, path }: YamlMap): boolean {
  if (typeof name === 'string' && isSecretName(name)) return true;
  return typeof path === 'string' && path.split('/').some((step) => isSecretName(step.replace(/\?$/, '')));
}

/** A sentence without the credentials of the addresses in it, and with all that only looks like a secret to others. */
export function withoutUserinfo(text: string): string {
  return userinfo.reduce((rest, [pattern, without]) => rest.replace(pattern, without), text);
}

/** Headers of HTTP that hold secrets; a map of such a name is something else. */
function isHeader(key: string): boolean {
  return /^(proxy-)?authorization$|^(set-)?cookie$/i.test(key);
}

/** Base64 of `name:password`, as `auth` is in Docker's config.json. */
function isAuth(key: string, value: YamlValue): boolean {
  if (key !== 'auth' || typeof value !== 'string' || !/^[\w+/-]{4,}={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(value, 'base64').toString('latin1'));
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
  return typeof value === 'string' && privateKeyAlone.test(value) ? redactedText(value) : redaction;
}

/** A text without the secrets in it: a JSON text by its names, every other by what is written in it. */
export function redactedText(text: string): string {
  const json = jsonWithin(text);
  if (json !== undefined) return json;
  if (!tellTale.test(text)) return text;
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
