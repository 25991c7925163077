/** What the job docker-cache makes of its properties, as the files that a Director renders. */
import assert from 'node:assert/strict';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { pem, renderFile, usual } from '../support/release-jobs.js';

const hub = { name: 'docker-hub', url: 'https://registry-1.docker.io' };
const account = { username: 'platform', password: 'p#: "1"' };
const two: YamlMap = {
  ...usual,
  upstreams: [
    { ...hub, credentials: account, ttl: '24h' },
    { name: 'corp', url: 'https://registry.corp.example.com:5000', port: 443, metrics_port: 9100, ca: pem.certificate },
  ],
};

async function file(target: string, properties: YamlMap): Promise<YamlMap> {
  const { text, problems } = await renderFile('docker-cache', target, properties);
  assert.deepEqual(problems, []);
  return JSON.parse(text.replace(/^#.*\n/gm, '')) as YamlMap;
}

async function problems(properties: YamlMap, persistentDisk = 10240): Promise<readonly string[]> {
  const instance = { persistent_disk: persistentDisk };
  const given = await renderFile('docker-cache', 'config/caches.json', { ...usual, ...properties }, { instance });
  return given.problems;
}

describe('the files of the job docker-cache', function () {
  this.timeout(60_000);

  it('hold a configuration for each upstream, with ports and folders of its own', async () => {
    const caches = (await file('config/caches.json', two)) as Record<string, Record<string, YamlMap>>;
    assert.deepEqual(Object.keys(caches), ['docker-hub', 'corp']);
    const [first, second] = Object.values(caches);
    assert.equal(first?.['http']?.['addr'], '0.0.0.0:5000');
    assert.equal(second?.['http']?.['addr'], '0.0.0.0:443');
    assert.deepEqual(first?.['http']?.['debug'], {
      addr: '127.0.0.1:5101',
      prometheus: { enabled: true, path: '/metrics' },
    });
    assert.equal((second?.['http']?.['debug'] as YamlMap)['addr'], '127.0.0.1:9100');
    assert.deepEqual(second?.['proxy'], { remoteurl: 'https://registry.corp.example.com:5000' });
    assert.deepEqual(first?.['storage'], { filesystem: { rootdirectory: '/var/vcap/store/docker-cache/docker-hub' } });
    assert.deepEqual(first?.['operations'], {
      cache: {
        name: 'docker-hub',
        protocol: 'oci',
        tagage: '5m',
        disklimit: 85,
        sharedby: 2,
        age: '24h',
        credentials: '/var/vcap/data/docker-cache/upstream_credentials.json',
      },
      control: { socket: '/var/vcap/data/docker-cache/docker-hub.sock' },
      disk: { path: '/var/vcap/store/docker-cache' },
    });
    assert.deepEqual((second?.['operations'] as YamlMap)['cache'], {
      name: 'corp',
      protocol: 'oci',
      tagage: '5m',
      disklimit: 85,
      sharedby: 2,
      age: '720h',
      ca: pem.certificate,
    });
  });

  it('hold the passwords of upstreams in one file alone', async () => {
    assert.deepEqual(await file('config/upstream_credentials.json', two), {
      version: 1,
      upstreams: { 'docker-hub': account },
    });
    for (const target of ['config/caches.json', 'config/bpm.yml', 'config/credentials.json', 'bin/pre-start']) {
      const { text } = await renderFile('docker-cache', target, two);
      assert.ok(!text.includes(account.password) && !text.includes(JSON.stringify(account.password)), target);
    }
  });

  it('let networks that may pull without credentials do what can be done to a cache', async () => {
    const credentials = await file('config/credentials.json', { ...two, anonymous: { pull_from: ['10.0.16.0/20'] } });
    assert.deepEqual(credentials['anonymous'], { pull: false, push_from: ['10.0.16.0/20'] });
  });

  it('run a process for each upstream, with the proxy and the rights that it needs', async () => {
    const proxy = { http: 'http://proxy.example.com:3128', none_for: ['localhost', '.corp.example.com'] };
    const { processes } = (await file('config/bpm.yml', { ...two, proxy })) as { processes: YamlMap[] };
    assert.deepEqual(
      processes.map(({ name, args, capabilities }) => [name, args, capabilities]),
      [
        ['docker-hub', ['serve', '/var/vcap/data/docker-cache/docker-hub.yml'], undefined],
        ['corp', ['serve', '/var/vcap/data/docker-cache/corp.yml'], ['NET_BIND_SERVICE']],
      ],
    );
    assert.deepEqual(processes[0]?.['env'], {
      OTEL_TRACES_EXPORTER: 'none',
      HTTP_PROXY: 'http://proxy.example.com:3128',
      NO_PROXY: 'localhost,.corp.example.com',
    });
  });
});

describe('docker-cache without BPM', function () {
  this.timeout(60_000);
  const without: YamlMap = {
    ...usual,
    bpm: { enabled: false },
    upstreams: [hub, { name: 'corp', url: 'https://registry.corp.example.com:5000' }],
  };

  it('has a script that runs each process, and the pid files that its scripts look for', async () => {
    const { text } = await renderFile('docker-cache', 'bin/ctl', { ...without, proxy: { https: 'http://u:it@proxy' } });
    for (const name of ['docker-hub', 'corp']) {
      const serve = `as_vcap /var/vcap/packages/registry/bin/registry serve /var/vcap/data/docker-cache/${name}.yml`;
      assert.match(text, new RegExp(`^ {6}${name}\\)\n(?: {8}export .*\n)+ {8}${serve}\n {8};;$`, 'm'));
    }
    assert.doesNotMatch(text, /serve.*it@proxy/);
    const drains = [without, { ...without, bpm: { enabled: true } }].map((properties) =>
      renderFile('docker-cache', 'bin/drain', properties),
    );
    const files = (await Promise.all(drains)).map((drain) => /^ +pidfile=(.*)$/m.exec(drain.text)?.[1]);
    assert.deepEqual(files, [
      '/var/vcap/sys/run/docker-cache/$name.pid',
      '/var/vcap/sys/run/bpm/docker-cache/$name.pid',
    ]);
  });

  it('cannot listen on low ports or limit memory', async () => {
    const upstreams = [{ ...hub, port: 443, metrics_port: 80 }];
    const rest =
      'with bpm.enabled: false, which runs the cache without the capability to listen there; allowed: 1024 to 65535';
    assert.deepEqual(await problems({ ...without, upstreams, limits: { memory: '1G' } }), [
      '3 properties are wrong:',
      'limits.memory: has no effect while bpm.enabled is false; leave it out, or set bpm.enabled: true',
      `upstreams, docker-hub: its port is 443 ${rest}`,
      `upstreams, docker-hub: its metrics_port is 80 ${rest}`,
    ]);
    assert.deepEqual(
      await problems({ ...without, upstreams: [{ ...hub, metrics_port: 80 }], metrics: { enabled: false } }),
      [],
    );
  });
});

describe('properties of docker-cache that cannot be meant', function () {
  this.timeout(60_000);
  const open =
    'whoever reaches the cache could pull every image that they open; use users, or set ' +
    'let_everybody_read_private_images: true for this upstream';

  it('are refused: credentials of an upstream, and a cache that is open', async () => {
    const upstreams = [{ ...hub, credentials: account }];
    assert.deepEqual(await problems({ upstreams, anonymous: { pull: true } }), [
      'a property is wrong:',
      `upstreams, docker-hub: has credentials, and with anonymous.pull: true ${open}`,
    ]);
    assert.deepEqual(await problems({ upstreams, anonymous: { pull_from: ['10.0.0.0/8'] } }), [
      'a property is wrong:',
      `upstreams, docker-hub: has credentials, and with anonymous.pull_from ${open}`,
    ]);
    assert.deepEqual(await problems({ upstreams, auth: { type: 'none' }, users: {} }), [
      'a property is wrong:',
      `upstreams, docker-hub: has credentials, and with auth.type: none ${open}`,
    ]);
    const said = [{ ...hub, credentials: account, let_everybody_read_private_images: true }];
    assert.deepEqual(await problems({ upstreams: said, anonymous: { pull: true } }), []);
    assert.deepEqual(await problems({ upstreams: [hub], anonymous: { pull: true } }), []);
  });

  it('are refused: no upstream, two of one name, two on one port, no disk', async () => {
    assert.deepEqual(await problems({}), ['a property is wrong:', 'upstreams: is missing']);
    const twice = await problems({ upstreams: [hub, { ...hub, port: 5000, metrics_port: 5000 }] });
    assert.deepEqual(twice, [
      '2 properties are wrong:',
      'upstreams: the port of docker-hub and the port of docker-hub and the metrics_port of docker-hub are both 5000; give each a port of its own',
      'upstreams: two have the name "docker-hub"; give each a name of its own',
    ]);
    assert.deepEqual(await problems({ upstreams: [hub] }, 0), [
      'a property is wrong:',
      'upstreams: the instance group has no persistent disk to keep images on; give it one with persistent_disk_type',
    ]);
  });

  it('are refused: URLs with more than scheme, host and port, and names that are no names of files', async () => {
    const wrong = { name: 'Docker Hub', url: 'https://registry-1.docker.io/', credentials: { username: 'a' } };
    assert.deepEqual(await problems({ upstreams: [wrong] }), [
      '3 properties are wrong:',
      'upstreams[0].name: found a text; allowed: a name of 1 to 40 lower-case letters, digits and hyphens',
      'upstreams[0].url: found a text; allowed: a URL of scheme, host and port, without path, credentials or trailing slash',
      'upstreams[0].credentials.password: is missing',
    ]);
  });
});
