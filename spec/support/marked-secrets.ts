/** Secrets that can be told wherever they turn up: in clear, in Base64, within a URL. */
import assert from 'node:assert/strict';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const start = 'MaRkEd';

/** A text that stands for a secret; `where` tells, in a failure, which one it is. */
export function marked(where: string): string {
  return `${start}-${where.replace(/[^a-z0-9]/gi, '-')}`;
}

/** A private key with a mark for what is in it. */
export function markedKey(where: string): string {
  return `-----BEGIN PRIVATE KEY-----\n${marked(where)}\n-----END PRIVATE KEY-----\n`;
}

/** How the beginning of a mark reads in Base64, whatever stands before it. */
const inBase64 = [0, 1, 2].map((before) =>
  Buffer.from(`${'x'.repeat(before)}${start}`)
    .toString('base64')
    .slice(before === 0 ? 0 : before + 1, -4),
);

/** Fails where a mark is in `text`. */
export function assertNoMark(text: string, about: string): void {
  const at = [start, ...inBase64].map((each) => text.indexOf(each)).find((index) => index >= 0);
  if (at === undefined) return;
  const line = text.slice(0, at).split('\n').length;
  assert.fail(`a secret is shown by ${about}, line ${line}: ${text.slice(Math.max(0, at - 80), at + 60)}`);
}

/** What secrets stand in that nobody has declared: by their names, or by what they look like. */
export function undeclaredSecrets(where: string): YamlMap {
  const mark = (what: string): string => marked(`${where}-${what}`);
  return {
    password: mark('password'),
    db: { db_encryption_key: mark('encryption'), salt: mark('salt'), sentry_dsn: mark('dsn') },
    encryption_keys: [{ label: 'active', passphrase: mark('passphrase') }],
    oauth: { client_secret: mark('client'), bearer_token: mark('bearer'), credentials: [{ a: { b: mark('deep') } }] },
    env: [{ name: 'API_TOKEN', value: mark('env') }],
    url: `https://user:${mark('userinfo')}@registry.example.com/v2/`,
    callback: `https://registry.example.com/hook?channel=1&access_token=${mark('query')}`,
    dsn_text: `postgres://cc:${mark('database')}@db.example.com:5432/cc`,
    header: `Authorization: Basic ${Buffer.from(`user:${mark('basic')}`).toString('base64')}`,
    bearer_header: `Bearer ${mark('authorization')}`,
    tls: { private_key: markedKey(`${where}-tls`), note: `line\n${markedKey(`${where}-note`)}line\n` },
    docker_config: JSON.stringify({
      auths: { 'registry.example.com': { auth: Buffer.from(`u:${mark('auth')}`).toString('base64') } },
    }),
    docker_credentials_json: JSON.stringify({ username: 'u', password: mark('json') }),
    htpasswd: `user:$2y$05$${mark('htpasswd')}\n`,
    users_file: `admin:$2y$10$${mark('bcrypt')}abcdefghijklmnopqrstuv\n`,
    ini: `[db]\npassword = ${mark('ini')}\nuser = cc\n`,
    license: mark('license'),
    license_key: mark('licensekey'),
    aws: { access_key_id: mark('accesskeyid'), secret_access_key: mark('secretaccesskey') },
    args: ['--user', 'u', `--password=${mark('argument')}`],
  };
}
