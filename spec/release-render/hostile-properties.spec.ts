/** Strings that YAML, JSON, ERB or shells could take for something else arrive as they are. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { hostileStrings } from '../support/hostile-values.js';
import { pem, renderFile } from '../support/release-jobs.js';
import { runCount } from '../support/run-count.js';

const hostile = fc.oneof(
  fc.constantFrom(
    ...hostileStrings,
    '%>',
    '<%- raise -%>',
    '#{1}',
    '$(reboot)',
    '`reboot`',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u007f',
    '\u{1f433}',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const notEmpty = hostile.filter((text) => text !== '');
const secret = hostile.map((text) => `0123456789abcdef${text}`);

/** Values at paths of the configuration, for string properties without a pattern. */
const values = fc.record({
  'http.secret': secret,
  'auth.realm': notEmpty,
  'log.fields': fc.dictionary(notEmpty, hostile, { maxKeys: 3, noNullPrototype: true }),
  'http.headers': fc.dictionary(notEmpty, fc.array(hostile, { minLength: 1, maxLength: 2 }), {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  'storage.s3.bucket': notEmpty,
  'storage.s3.region': notEmpty,
  'storage.s3.access_key_id': notEmpty,
  'storage.s3.secret_access_key': notEmpty,
  'storage.s3.root_directory': notEmpty,
  'storage.s3.user_agent': notEmpty,
  'redis.password': notEmpty,
  'redis.username': notEmpty,
  'validation.denied_urls': fc.array(notEmpty, { minLength: 1, maxLength: 2 }),
});

const paths: Record<keyof (typeof values extends fc.Arbitrary<infer T> ? T : never), string> = {
  'http.secret': 'http.secret',
  'auth.realm': 'auth.roles.realm',
  'log.fields': 'log.fields',
  'http.headers': 'http.headers',
  'storage.s3.bucket': 'storage.s3.bucket',
  'storage.s3.region': 'storage.s3.region',
  'storage.s3.access_key_id': 'storage.s3.accesskey',
  'storage.s3.secret_access_key': 'storage.s3.secretkey',
  'storage.s3.root_directory': 'storage.s3.rootdirectory',
  'storage.s3.user_agent': 'storage.s3.useragent',
  'redis.password': 'redis.password',
  'redis.username': 'redis.username',
  'validation.denied_urls': 'validation.manifests.urls.deny',
};

function nested(flat: Readonly<Record<string, YamlValue>>): YamlMap {
  const root: YamlMap = {};
  for (const [name, value] of Object.entries(flat)) {
    const path = name.split('.');
    let here = root;
    for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
    here[path.at(-1) ?? ''] = value;
  }
  return root;
}

function at(root: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, step) => (here as Record<string, unknown>)[step], root);
}

describe('hostile strings in properties', function () {
  this.timeout(120_000);

  it('arrive unchanged in the configuration, however YAML is read', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const properties = nested({
          'tls.certificate': pem.certificate,
          'tls.private_key': pem.privateKey,
          'storage.type': 's3',
          'descriptor_cache.type': 'redis',
          'redis.addresses': ['10.0.0.1:6379'],
          users: { a: { passwords: ['b'], roles: ['admin'] } },
          ...(given as Record<string, YamlValue>),
        });
        const { text, problems } = await renderFile('docker-registry', 'config/registry.yml', properties);
        assert.deepEqual(problems, []);
        for (const read of [load(text, { schema: YAML11_SCHEMA }), parse(text, { version: '1.1' })]) {
          for (const [name, path] of Object.entries(paths))
            assert.deepEqual(at(read, path), given[name as keyof typeof given], name);
        }
      }),
      { numRuns: runCount(15) },
    );
  });

  it('arrive unchanged in the credentials', async () => {
    const names = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((name) => !/[:\u0000-\u001f\u007f]/.test(name));
    const password = notEmpty.filter((text) => Buffer.byteLength(text) <= 72);
    const users = fc.dictionary(names, fc.array(password, { minLength: 1, maxLength: 2 }), {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(users, async (given) => {
        const properties = {
          tls: { enabled: false },
          users: Object.fromEntries(
            Object.entries(given).map(([name, passwords]) => [name, { passwords, roles: ['admin'] }]),
          ),
        };
        const { text, problems } = await renderFile('docker-registry', 'config/credentials.json', properties);
        assert.deepEqual(problems, []);
        const read = JSON.parse(text) as { users: { name: string; passwords: string[] }[] };
        assert.deepEqual(Object.fromEntries(read.users.map(({ name, passwords }) => [name, passwords])), { ...given });
      }),
      { numRuns: runCount(10) },
    );
  });
});
