/** What is taken out of values that are shown, and what is left in them. */
import assert from 'node:assert/strict';
import { redacted, redaction } from '../../src/gen-manifest/secrets/redacted.js';
import { isSecretName } from '../../src/gen-manifest/secrets/secret-names.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** Names that BOSH releases, cf-deployment and this one give to secrets. */
const secret = [
  ...['password', 'admin_password', 'cf_admin_password', 'passwd', 'db_passwd', 'passphrase', 'pwd', 'db_pass'],
  ...['secret', 'client_secret', 'clientSecret', 'shared_secret', 'secret_access_key', 'http.secret', 'secretkey'],
  ...['private_key', 'server_key', 'client_key', 'peer_key', 'host_key', 'signing_key', 'key', 'keys', 'ssh_key'],
  ...['db_encryption_key', 'encryption_keys', 'accesskey', 'access_key_id_key', 'accountkey', 'api_key', 'apiKey'],
  ...['token', 'bearer_token', 'tokens', 'credentials', 'docker_credentials_json', 'credentials_json', 'basic_auth'],
  ...['access_key_id', 'license', 'CF_DOCKER_PASSWORD', 'staging_upload_password', 'htpasswd', 'salt', 'sentry_dsn'],
];
/** Names that are near to a secret's, and say nothing secret. */
const open = [
  ...['public_key', 'authorized_keys', 'key_name', 'default_key_name', 'private_key_path', 'password_policy', 'name'],
  ...['token_url', 'token_validity', 'secret_name', 'active_key_label', 'certificate', 'ca_cert', 'host', 'monkey'],
  ...['author', 'passthrough', 'compass', 'bypass_stopped', 'password_length', 'tokens_path', 'keyspace', 'type'],
];

describe('isSecretName', () => {
  for (const name of secret) it(`takes ${name} for a secret`, () => assert.equal(isSecretName(name), true));
  for (const name of open) it(`does not take ${name} for one`, () => assert.equal(isSecretName(name), false));
});

describe('redacted', () => {
  const cases: Record<string, readonly [YamlValue, YamlValue]> = {
    'a secret': [{ password: 'x' }, { password: redaction }],
    'a number': [{ password: 5 }, { password: redaction }],
    'all below a secret': [
      { keys: [{ label: 'a', passphrase: 'x' }, 'y'], credentials: { a: { b: 'z', none: null } } },
      {
        // Templates look for the label of the key that is in use.
        keys: [{ label: 'a', passphrase: redaction }, redaction],
        credentials: { a: { b: redaction, none: null } },
      },
    ],
    'no variable, boolean, null or empty text': [
      { password: '((cf_password))', secret: '', token: null, client_secret: false, keys: [] },
      { password: '((cf_password))', secret: '', token: null, client_secret: false, keys: [] },
    ],
    'a text with a variable in it': [{ password: 'x((y))' }, { password: redaction }],
    'the value of a thing with a name': [
      {
        env: [
          { name: 'DB_PASSWORD', value: 'x' },
          { name: 'DB_HOST', value: 'y' },
        ],
        variables: [{ name: 'a_password', type: 'password' }],
      },
      {
        env: [
          { name: 'DB_PASSWORD', value: redaction },
          { name: 'DB_HOST', value: 'y' },
        ],
        variables: [{ name: 'a_password', type: 'password' }],
      },
    ],
    'what stands before @ in an address': [
      {
        url: 'https://u:p@h:5000/x',
        db: 'postgres://u:p@ss@h/db?x=1',
        mirror: 'https://tok@h',
        plain: 'https://h/a@b',
      },
      {
        url: `https://${redaction}@h:5000/x`,
        db: `postgres://${redaction}@h/db?x=1`,
        mirror: `https://${redaction}@h`,
        plain: 'https://h/a@b',
      },
    ],
    'a private key wherever it stands': [
      {
        note: 'a\n-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nb',
        ca: '-----BEGIN CERTIFICATE-----\nM',
      },
      {
        note: `a\n-----BEGIN RSA PRIVATE KEY-----\n${redaction}\n-----END RSA PRIVATE KEY-----\nb`,
        ca: '-----BEGIN CERTIFICATE-----\nM',
      },
    ],
    'what a text names as a secret': [
      {
        query: 'https://h/x?access_token=abc&y=1',
        signed: 'https://h/b?sv=1&sig=abc%3D&se=2',
        azure: 'AccountName=a;AccountKey=abc==;EndpointSuffix=b',
        xml: '<password>abc</password><user>u</user>',
      },
      {
        query: `https://h/x?access_token=${redaction}&y=1`,
        signed: `https://h/b?sv=1&sig=${redaction}&se=2`,
        azure: `AccountName=a;AccountKey=${redaction};EndpointSuffix=b`,
        xml: `<password>${redaction}</password><user>u</user>`,
      },
    ],
    'what looks like nothing but a secret': [
      {
        users: 'admin:$2y$10$abcdefghijklmnopqrstuv\nother:$apr1$abc$def\n',
        jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_d',
        git: 'ghp_abcdefghij0123456789',
        pgp: '-----BEGIN PGP PRIVATE KEY BLOCK-----\nabc\n-----END PGP PRIVATE KEY BLOCK-----',
      },
      {
        users: `admin:${redaction}\nother:${redaction}\n`,
        jwt: redaction,
        git: redaction,
        pgp: `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${redaction}\n-----END PGP PRIVATE KEY BLOCK-----`,
      },
    ],
    'each of them where nothing else stands beside it': [
      [
        ...['Bearer abcdefgh.ijk', 'BASIC dXNlcjpwYXNz', '$6$abc$def', '$2y$10$abcdefghij', '$argon2id$v'],
        ...['ghp_abcdefghij', 'ghs_abcdefghij', 'github_pat_abcdefghij', 'glpat-abcdefghij', 'xoxb-abcdefghij'],
        ...['u:p@h', 'token: x', 'token=x', '&sig=x', '<token>x', '-----BEGIN PRIVATE KEY-----'],
      ],
      [
        ...[`Bearer ${redaction}`, `BASIC ${redaction}`, redaction, redaction, redaction],
        ...[redaction, redaction, redaction, redaction, redaction],
        ...[`${redaction}@h`, `token: ${redaction}`, `token=${redaction}`, `&sig=${redaction}`, `<token>${redaction}`],
        `-----BEGIN PRIVATE KEY-----\n${redaction}\n`,
      ],
    ],
    "the credentials of Docker's config.json, and no other auth": [
      { auths: { h: { auth: 'dTpw' } }, auth: 'basic', other: { auth: 'none' } },
      { auths: { h: { auth: redaction } }, auth: 'basic', other: { auth: 'none' } },
    ],
    'a private key that is cut off': [
      ['-----BEGIN EC PRIVATE KEY-----\nMII'],
      [`-----BEGIN EC PRIVATE KEY-----\n${redaction}\n`],
    ],
    'a private key of a private key, so that it still looks like one': [
      {
        private_key: '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n',
        key: 'a -----BEGIN PRIVATE KEY-----',
      },
      { private_key: `-----BEGIN PRIVATE KEY-----\n${redaction}\n-----END PRIVATE KEY-----\n`, key: redaction },
    ],
    'secrets in JSON': [
      { environment_json: '{"a":"b","password":"x","list":[{"token":"y"}]}' },
      { environment_json: `{"a":"b","password":"${redaction}","list":[{"token":"${redaction}"}]}` },
    ],
    'what is no JSON': [{ a: '{not json}' }, { a: '{not json}' }],
    'an option, an assignment, a header': [
      [
        'curl --password=x -u a',
        'PASSWORD: "x y"',
        'Authorization: Bearer abcdefgh.ijk',
        'x?token=abc&y=1',
        'secret=((s))',
      ],
      [
        `curl --password=${redaction} -u a`,
        `PASSWORD: ${redaction}`,
        `Authorization: Bearer ${redaction}`,
        `x?token=${redaction}&y=1`,
        'secret=((s))',
      ],
    ],
  };
  for (const [what, [value, expected]] of Object.entries(cases)) {
    it(`takes out, or leaves: ${what}`, () => {
      const before = structuredClone(value);
      assert.deepEqual(redacted(value), expected);
      assert.deepEqual(value, before);
    });
  }

  it('takes out what a secret’s name leads to', () => {
    assert.equal(redacted('x', ['properties', 'password']), redaction);
    assert.equal(redacted('x', ['properties', 'host']), 'x');
  });
});
