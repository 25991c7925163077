/** What the properties protocol and bpm.enabled of docker-registry change, and what they rule out. */
import assert from 'node:assert/strict';
import { jobs } from '../../src/gen-manifest/release/jobs.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { pem, renderFile } from '../support/release-jobs.js';

const old: YamlMap = { protocol: 'schema1', tls: { enabled: false }, anonymous: { push_from: ['10.0.16.0/20'] } };
const key = '-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n';
const s3 = { type: 's3', s3: { bucket: 'a', region: 'b' } };

async function file(target: string, properties: YamlMap): Promise<string> {
  const { text, problems } = await renderFile('docker-registry', target, properties);
  assert.deepEqual(problems, []);
  return text;
}
async function problemsOf(properties: YamlMap): Promise<readonly string[]> {
  return (await renderFile('docker-registry', 'config/registry.yml', properties)).problems.slice(1);
}
async function process(properties: YamlMap): Promise<YamlMap> {
  const text = await file('config/bpm.yml', properties);
  return (JSON.parse(text.replace(/^#.*$/gm, '')) as { processes: YamlMap[] }).processes[0] as YamlMap;
}

describe('docker-registry for old Diegos', function () {
  this.timeout(60_000);

  it('is another program, with a key that persists', async () => {
    const config = '/var/vcap/jobs/docker-registry/config';
    const found = await process(old);
    assert.equal(found['executable'], '/var/vcap/packages/registry-schema1/bin/registry-schema1');
    const stored = '/var/vcap/store/docker-registry/schema1_signing_key.pem';
    assert.deepEqual(found['args'], ['serve', '--signing-key', stored, `${config}/registry.yml`]);
    const given = await process({ ...old, schema1: { signing_key: key }, storage: s3 });
    const own = `${config}/schema1_signing_key.pem`;
    assert.deepEqual(given['args'], ['serve', '--signing-key', own, `${config}/registry.yml`]);
    assert.equal(await file('config/schema1_signing_key.pem', { ...old, schema1: { signing_key: key } }), `${key}\n`);
    const [job] = jobs.filter(({ name }) => name === 'docker-registry');
    assert.deepEqual(job?.packages, ['registry', 'registry-schema1']);
    assert.ok(job?.provides?.[0]?.properties.includes('protocol'));
  });

  it('refuses what the old registry does not have', async () => {
    assert.deepEqual(await problemsOf(old), []);
    assert.deepEqual(
      await problemsOf({
        ...old,
        tls: {
          certificate: pem.certificate,
          private_key: pem.privateKey,
          client_ca: pem.certificate,
          client_auth: 'request-client-cert',
        },
        storage: { type: 'gcs', gcs: { bucket: 'a' } },
        descriptor_cache: { type: 'redis' },
        redis: { addresses: ['10.0.0.1:6379'] },
        log: { format: 'logstash' },
        gc: { schedule: '@daily' },
        http: { prefix: '/registry/' },
      }),
      [
        'storage.type: found "gcs" with protocol: schema1; allowed: persistent_disk, s3',
        'descriptor_cache.type: found "redis" with protocol: schema1; allowed: none, inmemory',
        'log.format: found "logstash" with protocol: schema1; allowed: text, json',
        'tls.client_auth: found "request-client-cert" with protocol: schema1; allowed: require-and-verify-client-cert',
        'gc.schedule: found "@daily" with protocol: schema1; leave it out',
        'http.prefix: found "/registry/" with protocol: schema1; leave it out',
      ],
    );
    assert.deepEqual(await problemsOf({ ...old, storage: s3 }), [
      'schema1.signing_key: is missing; without a persistent disk there is no place to keep one',
    ]);
    assert.deepEqual(await problemsOf({ ...old, protocol: 'oci', schema1: { signing_key: key } }), [
      'schema1.signing_key: has no effect while protocol is "oci"; leave it out, or set protocol: schema1',
    ]);
  });
});

describe('docker-registry without BPM', function () {
  this.timeout(60_000);
  const without = { ...old, bpm: { enabled: false } };

  it('has no secret in a command line, and the pid file that its scripts look for', async () => {
    const proxy = { https: "http://user:it's@proxy:3128" };
    const script = await file('bin/ctl', { ...without, proxy });
    assert.match(script, /^ {8}export HTTPS_PROXY=http:\/\/user:it\\'s@proxy:3128$/m);
    assert.match(
      script,
      /^ {8}as_vcap \/var\/vcap\/packages\/registry-schema1\/bin\/registry-schema1 serve --signing-key /m,
    );
    for (const target of ['bin/drain', 'bin/bbr/pre-backup-lock']) {
      assert.match(
        await file(target, without),
        /^readonly pidfile=\/var\/vcap\/sys\/run\/docker-registry\/docker-registry\.pid$/m,
      );
      assert.match(
        await file(target, old),
        /^readonly pidfile=\/var\/vcap\/sys\/run\/bpm\/docker-registry\/docker-registry\.pid$/m,
      );
    }
  });

  it('cannot listen on low ports or limit memory', async () => {
    assert.deepEqual(await problemsOf({ ...without, port: 443, limits: { memory: '1G' } }), [
      'limits.memory: has no effect while bpm.enabled is false; leave it out, or set bpm.enabled: true',
      'port: found 443 with bpm.enabled: false, which runs the registry without the capability to listen there; allowed: 1024 to 65535',
    ]);
  });
});
