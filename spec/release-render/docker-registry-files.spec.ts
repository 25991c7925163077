/** What the templates of docker-registry make of properties. */
import assert from 'node:assert/strict';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { peersLink, pem, renderFile, type Surroundings, usual } from '../support/release-jobs.js';

async function rendered(target: string, properties: YamlMap, given: Surroundings = {}): Promise<YamlMap> {
  const { text, problems } = await renderFile('docker-registry', target, properties, given);
  assert.deepEqual(problems, []);
  return load(text, { schema: YAML11_SCHEMA }) as YamlMap;
}

const folder = '/var/vcap/jobs/docker-registry/config';

describe('the configuration that docker-registry renders', function () {
  this.timeout(60_000);

  it('is complete and minimal for a usual deployment', async () => {
    assert.deepEqual(await rendered('config/registry.yml', usual), {
      version: '0.1',
      http: {
        addr: '0.0.0.0:5000',
        relativeurls: false,
        headers: { 'X-Content-Type-Options': ['nosniff'] },
        http2: { disabled: false },
        draintimeout: '60s',
        tls: {
          minimumtls: 'tls1.2',
          certificate: `${folder}/tls/certificate.pem`,
          key: `${folder}/tls/private_key.pem`,
        },
        debug: { addr: '127.0.0.1:5001', prometheus: { enabled: true, path: '/metrics' } },
      },
      auth: { roles: { realm: 'docker-registry', path: '/var/vcap/data/docker-registry/access.json' } },
      storage: {
        filesystem: { rootdirectory: '/var/vcap/store/docker-registry' },
        delete: { enabled: true },
        redirect: { disable: true },
        maintenance: {
          readonly: { enabled: false },
          uploadpurging: { enabled: true, age: '168h', interval: '24h', dryrun: false },
        },
        cache: { blobdescriptor: 'inmemory', blobdescriptorsize: 10000 },
      },
      log: { level: 'info', formatter: 'text', accesslog: { disabled: false }, reportcaller: false },
      health: { storagedriver: { enabled: true, interval: '10s', threshold: 3 } },
      catalog: { maxentries: 1000 },
      tags: { maxtags: 1000 },
      operations: {
        control: { socket: '/var/vcap/data/docker-registry/control.sock' },
        collect: { uploadage: '24h' },
        readonly: { draintimeout: '1m', quiet: '5s' },
      },
    });
  });

  it('names the peers and how to trust them, with several instances', async () => {
    const properties = {
      ...usual,
      external_url: 'https://registry.example.com:8443',
      port: 443,
      http: { secret: '0123456789abcdef' },
      storage: {
        type: 's3',
        s3: { bucket: 'a', region: 'b', access_key_id: '0123', secret_access_key: 'yes', ca: pem.certificate },
      },
      peers: { certificate: pem.certificate, private_key: pem.privateKey },
    };
    const { operations, storage, http } = await rendered('config/registry.yml', properties, {
      links: { peers: peersLink(2) },
    });
    assert.deepEqual((operations as YamlMap)['peers'], {
      urls: ['https://10.0.16.5:443', 'https://10.0.16.6:443'],
      lease: '30s',
      ca: `${folder}/tls/ca.pem`,
      servername: 'registry.example.com',
      certificate: `${folder}/peers/certificate.pem`,
      key: `${folder}/peers/private_key.pem`,
    });
    assert.deepEqual((storage as YamlMap)['s3'], {
      bucket: 'a',
      region: 'b',
      accesskey: '0123',
      secretkey: 'yes',
      forcepathstyle: false,
      secure: true,
      skipverify: false,
      encrypt: false,
      v4auth: true,
      chunksize: 10485760,
      usedualstack: false,
      accelerate: false,
      usefipsendpoint: false,
      loglevel: 'off',
    });
    assert.equal((http as YamlMap)['host'], 'https://registry.example.com:8443');
    const alone = await rendered('config/registry.yml', properties, { links: { peers: peersLink(1) } });
    assert.equal((alone['operations'] as YamlMap)['peers'], undefined);
  });

  it('has the schedule of collections on one instance of several', async () => {
    const storage = { type: 's3', s3: { bucket: 'b', region: 'r' } };
    const gc = { schedule: '30 3 * * 0', delete_untagged: true };
    const properties = { ...usual, storage, gc, http: { secret: 'the same on all of them' } };
    const collect = async (bootstrap: boolean): Promise<unknown> => {
      const given = { instance: { bootstrap }, links: { peers: peersLink(3) } };
      return ((await rendered('config/registry.yml', properties, given))['operations'] as YamlMap)['collect'];
    };
    assert.deepEqual(await collect(true), { schedule: '30 3 * * 0', deleteuntagged: true, uploadage: '24h' });
    assert.deepEqual(await collect(false), { uploadage: '24h' });
  });

  it('leaves out what is turned off', async () => {
    const properties = {
      tls: { enabled: false },
      auth: { type: 'none' },
      metrics: { enabled: false },
      descriptor_cache: { type: 'none' },
      address: '::',
    };
    const { http, auth, storage } = await rendered('config/registry.yml', properties);
    assert.equal(auth, undefined);
    assert.deepEqual(http, {
      addr: '[::]:5000',
      relativeurls: false,
      headers: { 'X-Content-Type-Options': ['nosniff'] },
      h2c: { enabled: false },
      draintimeout: '60s',
    });
    assert.equal((storage as YamlMap)['cache'], undefined);
  });

  it('has clear passwords and roles in a file of their own', async () => {
    const properties = {
      ...usual,
      users: {
        cells: { passwords: ['new', 'old'], roles: ['reader'] },
        team: { passwords: ['"\u20ac\\'], roles: ['writer', 'team-a'] },
      },
      roles: { 'team-a': { actions: ['delete'], repositories: ['team-a/**'] } },
      anonymous: { pull: true, push_from: ['10.0.16.0/20'] },
    };
    const { text, problems } = await renderFile('docker-registry', 'config/credentials.json', properties);
    assert.deepEqual(problems, []);
    const everywhere = ['**'];
    assert.deepEqual(JSON.parse(text), {
      version: 1,
      users: [
        { name: 'cells', passwords: ['new', 'old'], roles: [{ actions: ['pull'], repositories: everywhere }] },
        {
          name: 'team',
          passwords: ['"\u20ac\\'],
          roles: [
            { actions: ['pull', 'push'], repositories: everywhere },
            { actions: ['delete'], repositories: ['team-a/**'] },
          ],
        },
      ],
      anonymous: { pull: true, push_from: ['10.0.16.0/20'] },
    });
    for (const target of ['config/registry.yml', 'config/bpm.yml', 'bin/pre-start']) {
      const file = await renderFile('docker-registry', target, {
        ...properties,
        users: { a: { passwords: ['Sesame'], roles: ['admin'] } },
      });
      assert.doesNotMatch(file.text, /Sesame/);
    }
  });
});

describe('what BPM runs for docker-registry', function () {
  this.timeout(60_000);

  async function process(properties: YamlMap): Promise<YamlMap> {
    const { processes } = await rendered('config/bpm.yml', properties);
    return (processes as YamlMap[])[0] as YamlMap;
  }

  it('has no secret among its arguments, and no environment but its own', async () => {
    assert.deepEqual(await process(usual), {
      name: 'docker-registry',
      executable: '/var/vcap/packages/registry/bin/registry',
      args: ['serve', `${folder}/registry.yml`],
      env: { OTEL_TRACES_EXPORTER: 'none' },
      ephemeral_disk: true,
      persistent_disk: true,
      limits: { open_files: 65536 },
    });
  });

  it('may bind low ports, go through proxies and send traces where that is asked for', async () => {
    const found = await process({
      ...usual,
      port: 443,
      storage: { type: 's3', s3: { bucket: 'a', region: 'b', ca: pem.certificate } },
      limits: { memory: '2G' },
      proxy: { https: 'http://user:password@proxy.example.com:3128', none_for: ['.bosh', '10.0.0.0/8'] },
      tracing: { endpoint: 'http://10.0.16.30:4317', protocol: 'grpc', headers: { 'api-key': 'a,b=c d' } },
    });
    assert.deepEqual(found['capabilities'], ['NET_BIND_SERVICE']);
    assert.equal(found['persistent_disk'], false);
    assert.deepEqual(found['limits'], { open_files: 65536, memory: '2G' });
    assert.deepEqual(found['env'], {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://10.0.16.30:4317',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%2Cb%3Dc%20d',
      OTEL_SERVICE_NAME: 'docker-registry',
      HTTPS_PROXY: 'http://user:password@proxy.example.com:3128',
      NO_PROXY: '.bosh,10.0.0.0/8',
      AWS_CA_BUNDLE: `${folder}/s3_ca.pem`,
    });
  });
});
