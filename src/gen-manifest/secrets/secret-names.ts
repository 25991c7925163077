/**
 * Which names stand for a secret. What nobody has declared, such as the properties of other people's jobs, is
 * told by its name; what is shown too little can be read in the file itself, what is shown too much is out.
 */

/** What a secret's name has in it, without dashes, underscores and dots: `admin_password`, `secretAccessKey`. */
const inName = /passw(or)?d|passphrase|secret|credential|privatekey|token|htpasswd/;

/** What a secret's name ends with; `db_encryption_key`, `accounts.aws.keys`. */
const atEnd = /(^|[^a-z])(pwd|pass)$|keys?$|access_?key_?id$|basic_?auth$|(^|[^a-z])(salt|licen[cs]e)$|dsn$/;

/** What a name ends with that tells of a secret and is none: its place, its rules, its public half. */
const about =
  /(policy|length|name|names|type|path|paths|file|label|prefix|expir\w*|expiry|validity|ttl|timeouts?|seconds|enabled|endpoint|url|urls|uri|issuer|realm|rotation|algorithm|required|public\w*|authorizedkeys?|keyspace|monkeys?)$/;

/** What has been found of a name: a manifest of thousands of lines has some hundred. */
const known = new Map<string, boolean>();

/** True for a key of a map whose value must not be shown. */
export function isSecretName(name: string): boolean {
  let secret = known.get(name);
  if (secret === undefined) known.set(name, (secret = readsAsSecret(name)));
  return secret;
}

function readsAsSecret(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  const joined = words.replace(/[-_.\s]/g, '');
  if (about.test(joined) || /public_?key/.test(words)) return false;
  return inName.test(joined) || atEnd.test(words.replace(/[-.\s]/g, '_'));
}

/** What tells one secret of a list from another, as in `encryption_keys: [{label: a, passphrase: x}]`. */
const labels = /^(label|id|name|type|active|provider|(provider|key|active_key)_?(name|id|label))$/;

/** True for a key of a map that holds secrets, whose value names one of them and is none. */
export function isLabel(name: string): boolean {
  return labels.test(name);
}
