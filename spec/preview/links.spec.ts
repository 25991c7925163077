/** Links are found as a Director finds them. */
import assert from 'node:assert/strict';
import type { JobSource } from '../../src/gen-manifest/erb/job.js';
import { deploymentManifest } from '../../src/gen-manifest/preview/deployment-manifest.js';
import { declared, providers } from '../../src/gen-manifest/preview/link-providers.js';
import { resolveLinks } from '../../src/gen-manifest/preview/links.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const sources: Record<string, JobSource> = Object.fromEntries(
  Object.entries({
    nats: {
      provides: [{ name: 'nats', type: 'nats', properties: ['nats.port', 'nats.user', 'nats.none'] }],
      properties: { 'nats.port': { default: 4222 }, 'nats.user': {}, 'nats.none': {} },
    },
    router: {
      consumes: [
        { name: 'queue', type: 'nats' },
        { name: 'db', type: 'db', optional: true },
      ],
    },
  }).map(([name, spec]) => [name, { name, spec: JSON.stringify({ name, ...spec }), templates: new Map() }]),
);

const nats = (name: string, more: YamlMap = {}): YamlMap => ({
  name,
  instances: 2,
  azs: ['z1', 'z2'],
  networks: [{ name: 'default', static_ips: ['10.0.0.1 - 10.0.0.2', '10.0.0.9'] }],
  jobs: [{ name: 'nats', release: 'nats', properties: { nats: { user: 'u' } }, ...more }],
});

async function resolved(groups: readonly YamlMap[], consumes: YamlMap = {}, more: YamlMap = {}) {
  const router = {
    name: 'router',
    instances: 1,
    networks: [{ name: 'default' }],
    jobs: [{ name: 'router', consumes }],
  };
  const manifest = deploymentManifest({ name: 'cf', instance_groups: [...groups, router], ...more });
  const job = manifest.groups.at(-1)?.jobs[0];
  assert.ok(job);
  const all = await providers(manifest, async ({ name }) => sources[name]);
  return resolveLinks({ manifest, job, spec: declared(sources['router'] as JobSource) }, all);
}

describe('links', () => {
  it('are found by their type, with shared properties, defaults and nulls, and with every instance', async () => {
    const { links, unresolved } = await resolved([nats('a')]);
    assert.deepEqual(unresolved, []);
    assert.deepEqual(Object.keys(links), ['queue']);
    assert.deepEqual(links['queue']?.properties, { nats: { port: 4222, user: 'u', none: null } });
    assert.deepEqual(links['queue']?.query, {
      group: 'a',
      network: 'default',
      deployment: 'cf',
      domain: 'bosh',
      azs: ['z1', 'z2'],
    });
    assert.deepEqual(
      links['queue']?.instances.map(({ address, az, bootstrap }) => ({ address, az, bootstrap })),
      [
        { address: '10.0.0.1', az: 'z1', bootstrap: true },
        { address: '10.0.0.2', az: 'z2', bootstrap: false },
      ],
    );
  });

  it('are found by the name that the manifest gives', async () => {
    const groups = [nats('a'), nats('b', { provides: { nats: { as: 'second' } } })];
    const { links } = await resolved(groups, { queue: { from: 'second' } });
    assert.equal(links['queue']?.instances[0]?.name, 'b');
  });

  it('are not guessed where several jobs provide one', async () => {
    const { unresolved } = await resolved([nats('a'), nats('b')]);
    assert.deepEqual(
      unresolved.map(({ link, providers: each }) => [link, each.length]),
      [['queue', 2]],
    );
  });

  it('are missing where nothing provides one, or the manifest blocks it', async () => {
    assert.equal((await resolved([])).unresolved[0]?.link, 'queue');
    assert.equal((await resolved([nats('a', { provides: { nats: 'nil' } })])).unresolved[0]?.link, 'queue');
    const blocked = await resolved([nats('a')], { queue: 'nil' });
    assert.deepEqual([blocked.links, blocked.unresolved], [{}, []]);
  });

  it('are missing where a name is given that nobody has, even of an optional one', async () => {
    const { unresolved } = await resolved([nats('a')], { db: { from: 'other' } });
    assert.deepEqual(
      unresolved.map(({ link, from }) => [link, from]),
      [['db', 'other']],
    );
  });

  it('are looked for by their own name where the manifest says anything of them', async () => {
    const groups = [nats('a'), nats('b', { provides: { nats: { as: 'queue' } } })];
    const { links } = await resolved(groups, { queue: { ip_addresses: true } });
    assert.equal(links['queue']?.instances[0]?.name, 'b');
    const [missing] = (await resolved([nats('a')], { queue: {} })).unresolved;
    assert.deepEqual([missing?.link, missing?.from], ['queue', 'queue']);
    assert.equal((await resolved([nats('a')], { queue: { from: 'cf.nats' } })).links['queue']?.instances.length, 2);
  });

  it('are addressed by IP or by name, as the manifest says, and on the network that it names', async () => {
    const on = [
      { name: 'other', static_ips: ['10.1.0.1'], default: ['dns'] },
      { name: 'default', default: ['gateway'] },
    ];
    const addresses = async (consumes: YamlMap, features: YamlMap, networks?: YamlMap[]) => {
      const group = networks ? { ...nats('a_b'), networks } : nats('a_b');
      const { links } = await resolved([group], { queue: { from: 'nats', ...consumes } }, { features });
      return links['queue']?.instances.map(({ address }) => address);
    };
    const byName = (network: string, index: number) =>
      `00000000-0000-4000-8000-00000000000${index}.a-b.${network}.cf.bosh`;
    assert.deepEqual(await addresses({}, { use_dns_addresses: true }), [byName('default', 0), byName('default', 1)]);
    assert.deepEqual(await addresses({ ip_addresses: true }, { use_dns_addresses: true }), ['10.0.0.1', '10.0.0.2']);
    assert.deepEqual(await addresses({ ip_addresses: false }, {}), [byName('default', 0), byName('default', 1)]);
    assert.deepEqual(await addresses({}, {}, on), [byName('default', 0), byName('default', 1)]);
    assert.deepEqual(await addresses({ network: 'other' }, {}, on), ['10.1.0.1', byName('other', 1)]);
    const { unresolved } = await resolved([nats('a')], { queue: { from: 'nats', network: 'none' } });
    assert.equal(unresolved[0]?.network, 'none');
  });

  it('of another deployment are not known', async () => {
    const { unresolved } = await resolved([nats('a')], { queue: { from: 'nats', deployment: 'other' } });
    assert.equal(unresolved[0]?.deployment, 'other');
    const { links } = await resolved([nats('a')], { queue: { from: 'nats', deployment: 'cf' } });
    assert.equal(links['queue']?.instances.length, 2);
  });

  it('are provided by what the manifest itself defines, and by jobs of addons', async () => {
    const custom = { custom_provider_definitions: [{ name: 'mine', type: 'db', properties: ['nats.user'] }] };
    const { links } = await resolved([nats('a', custom)]);
    assert.deepEqual(links['db']?.properties, { nats: { user: 'u' } });
    const addons = [{ name: 'x', include: { instance_groups: ['router'] }, jobs: [{ name: 'nats', release: 'nats' }] }];
    assert.equal((await resolved([], {}, { addons })).links['queue']?.instances[0]?.name, 'router');
  });

  it('share what the manifest says is null', async () => {
    const { links } = await resolved([nats('a', { properties: { nats: { port: null } } })]);
    assert.deepEqual(links['queue']?.properties, { nats: { port: null, user: null, none: null } });
  });

  it('are what the manifest spells out', async () => {
    const db = { instances: [{ address: '10.9.9.9' }], properties: { port: 1 }, address: 'db.example.com' };
    const { links } = await resolved([nats('a')], { db });
    assert.equal(links['db']?.instances[0]?.address, '10.9.9.9');
    assert.deepEqual([links['db']?.properties, links['db']?.address], [{ port: 1 }, 'db.example.com']);
  });
});

describe('deploymentManifest', () => {
  it("reads the manifests of before 2017: jobs with templates, and the manifest's properties", () => {
    const { groups } = deploymentManifest({
      name: 'cf',
      properties: { a: { b: 1, c: 2 }, d: 3 },
      jobs: [
        { name: 'x_z1', instances: 0, release: 'cf', template: ['one', 'two'], properties: { a: { c: 4 } } },
        { name: 'y', templates: [{ name: 'one', release: 'r', properties: { e: 5 } }], persistent_disk: 1024 },
      ],
    });
    const [x, y] = groups;
    assert.deepEqual(
      x?.jobs.map(({ name, release, properties }) => ({ name, release, properties })),
      ['one', 'two'].map((name) => ({ name, release: 'cf', properties: { a: { b: 1, c: 4 }, d: 3 } })),
    );
    assert.deepEqual([x?.instances, y?.persistentDisk, y?.jobs[0]?.release], [0, 1024, 'r']);
    assert.deepEqual(y?.jobs[0]?.properties, { e: 5 });
  });
});
