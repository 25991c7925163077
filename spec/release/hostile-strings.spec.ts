/** Every string property, whatever it holds, arrives unchanged in the configuration that Distribution reads. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { type DistributionReader, needDistributionReader } from '../support/distribution-reader.js';
import { hostileProperties, type Property } from '../support/registry/string-properties.js';
import { pem, renderFile } from '../support/release-jobs.js';
import { runCount } from '../support/run-count.js';
import { temporaryFiles } from '../support/temporary-files.js';

/** A cron expression, which the template reads itself: what is hostile in one is refused (docker-registry-refusals.spec.ts). */
const readByTheTemplate = ['gc.schedule'];
const properties = hostileProperties('docker-registry').filter(({ name }) => !readByTheTemplate.includes(name));

/** Kinds of registry; together they make every property count. */
const contexts: readonly YamlMap[] = ['persistent_disk', 's3', 'gcs', 'azure'].flatMap((storage) =>
  ['users', 'token'].map((auth) => ({
    'storage.type': storage,
    'auth.type': auth,
    'descriptor_cache.type': 'redis',
    'redis.addresses': ['10.0.0.1:6379'],
    'tls.certificate': pem.certificate,
    'tls.private_key': pem.privateKey,
    ...(auth === 'users' && { users: { admin: { passwords: ['secret'], roles: ['admin'] } } }),
    ...(auth === 'token' && {
      'auth.token.auto_redirect': true,
      'auth.token.jwks': '{"keys": []}',
    }),
    ...(storage === 's3' && { 'storage.s3.encrypt': true }),
    ...(storage === 'azure' && { 'storage.azure.credentials_type': auth === 'users' ? 'shared_key' : 'client_secret' }),
  })),
);

const defaults: YamlMap = { 'tls.enabled': true, 'metrics.enabled': true };

const about = (context: YamlMap): string =>
  ['storage.type', 'auth.type'].map((name) => context[name] as string).join(', ');

/** The properties that count in a context. */
function counting(context: YamlMap): Property[] {
  return properties.filter(({ when }) =>
    Object.entries(when).every(([name, wanted]) => (context[name] ?? defaults[name]) === wanted),
  );
}

function nested(flat: Readonly<Record<string, YamlValue>>): YamlMap {
  const root: YamlMap = {};
  for (const [name, value] of Object.entries(flat)) {
    const steps = name.split('.');
    const parent = steps.slice(0, -1).reduce((here, step) => (here[step] ??= {}) as YamlMap, root);
    parent[steps.at(-1) ?? ''] = value;
  }
  return root;
}

const at = (root: YamlMap, path: string): YamlValue | undefined =>
  path.split('.').reduce<YamlValue | undefined>((here, step) => (here as YamlMap | undefined)?.[step], root);

describe('hostile strings', function () {
  this.timeout(300_000);
  const files = temporaryFiles();
  const tried = new Set<string>();
  let read: DistributionReader;

  before(function () {
    read = needDistributionReader(this, files.path('reader'));
  });

  for (const context of contexts) {
    it(`arrive unchanged: ${about(context)}`, async () => {
      const inConfiguration = counting(context).filter(
        ({ config, name }) => config !== undefined && !(name in context),
      );
      const values = Object.fromEntries(
        inConfiguration.flatMap(({ name, hostile, required, needs, example }) => {
          if (!hostile) return required ? [[name, fc.constant(example as YamlValue)]] : [];
          // One that needs another is always there, so that both are.
          return [
            [name, required || needs !== undefined || isNeeded(name) ? hostile : fc.option(hostile, { freq: 4 })],
          ];
        }),
      ) as Record<string, fc.Arbitrary<YamlValue>>;
      const property = fc.asyncProperty(fc.record(values), async (given) => {
        const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
        const { text, problems } = await renderFile(
          'docker-registry',
          'config/registry.yml',
          nested({ ...context, ...set }),
        );
        assert.deepEqual(problems, []);
        const [configuration] = read([text]);
        for (const [name, value] of Object.entries(set)) {
          const path = properties.find((one) => one.name === name)?.config ?? '';
          assert.deepEqual(at(configuration as YamlMap, path), value, `${name}, at ${path}`);
          tried.add(name);
        }
      });
      await fc.assert(property, { numRuns: runCount(4) });
    });
  }

  const isNeeded = (name: string): boolean => properties.some(({ needs }) => needs === name);

  it('were tried for every property that takes them', () => {
    const all = properties.filter(({ config, hostile }) => config !== undefined && hostile !== undefined);
    assert.ok(all.length >= 35, `only ${all.length} properties take any string`);
    const others = contexts.flatMap((context) => Object.keys(context));
    assert.deepEqual(
      all.map(({ name }) => name).filter((name) => !tried.has(name) && !others.includes(name)),
      [],
    );
  });
});
