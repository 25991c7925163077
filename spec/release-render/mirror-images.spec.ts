/** What the job mirror-images is told: by properties and by the link. */
import assert from 'node:assert/strict';
import type { Link } from '../../src/gen-manifest/erb/job.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { pem, type Rendering, renderFile, type Surroundings } from '../support/release-jobs.js';

const file = 'config/mirror-images.json';
const render = (properties: YamlMap, given: Surroundings = {}): Promise<Rendering> =>
  renderFile('mirror-images', file, properties, given);
const link = (properties: YamlMap): Surroundings => {
  const registry: Link = { instances: [], address: 'q-s0.registry.default.deployment.bosh', properties };
  return { links: { 'docker-registry': registry } };
};

async function config(properties: YamlMap, given: Surroundings = {}): Promise<YamlMap> {
  const { text, problems } = await render(properties, given);
  assert.deepEqual(problems, []);
  return JSON.parse(text) as YamlMap;
}

async function problemsOf(properties: YamlMap): Promise<readonly string[]> {
  return (await render({ registry: { host: 'registry.example.com' }, ...properties })).problems;
}

describe('the job mirror-images', function () {
  this.timeout(60_000);
  const tls = { enabled: true, ca: pem.certificate };

  it('finds the registry and its protocol by the link', async () => {
    const found = await config({ username: 'mirror', password: '"#' }, link({ port: 5000, tls, protocol: 'schema1' }));
    assert.deepEqual(found, {
      images: [],
      sources: {},
      timeout: '3600s',
      protocol: 'schema1',
      registry: {
        name: 'q-s0.registry.default.deployment.bosh:5000',
        tls: true,
        ca: pem.certificate,
        username: 'mirror',
        password: '"#',
      },
      proxy: { http: '', https: '', none_for: ['127.0.0.1', 'localhost', '.bosh', '.internal'] },
    });
    const older = await config({}, link({ port: 5000, tls, external_url: 'https://registry.example.com' }));
    assert.equal(older['protocol'], 'oci');
    assert.equal((older['registry'] as YamlMap)['name'], 'registry.example.com');
  });

  it('takes everything from properties, which win over the link', async () => {
    const properties = {
      registry: { host: '10.0.16.5', port: 8080, tls: false },
      protocol: 'oci',
      timeout_s: 60,
      schedule: '0 4 * * *',
      images: [{ from: 'nginx:1.27', to: 'library/nginx:1.27', platforms: ['linux/amd64'] }],
      sources: { 'index.docker.io': { username: 'org', password: 'secret' } },
      proxy: { https: 'http://proxy.example.com:3128' },
    };
    const found = await config(properties, link({ port: 5000, tls, protocol: 'schema1' }));
    assert.deepEqual(found, {
      images: properties.images,
      sources: { 'docker.io': { username: 'org', password: 'secret' } },
      schedule: '0 4 * * *',
      timeout: '60s',
      protocol: 'oci',
      registry: { name: '10.0.16.5:8080', tls: false, username: '', password: '' },
      proxy: { ...(found['proxy'] as YamlMap), https: 'http://proxy.example.com:3128' },
    });
  });

  it('refuses images that contradict themselves or one another, and shows no password', async () => {
    const [one, other] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
    const images = [
      { from: `nginx@${one}`, to: 'nginx:1', digest: other },
      { from: 'nginx:2', to: 'nginx:1', username: 'a' },
      { from: 'https://nginx', to: 'nginx' },
      { from: 'nginx', to: 'nginx:4', password: 5 },
      { to: 'nginx:5', platforms: [] },
    ];
    assert.deepEqual(
      await problemsOf({ images, sources: { 'docker.io': { password: 'secret' } }, schedule: '1 25 * * *' }),
      [
        '11 properties are wrong:',
        'images[2].from: found "https://nginx"; allowed: an image such as nginx:1.27, ghcr.io/org/app:v1 or registry.example.com:5000/app@sha256:...',
        'images[2].to: found "nginx"; allowed: a repository and a tag, such as library/nginx:1.27',
        'images[3].password: found an integer; allowed: a text',
        'images[4].from: is missing',
        'images[4].platforms: found 0 entries; allowed: at least 1',
        `images[0].digest: found ${other}, but from names ${one}; leave one of them out`,
        'images[1]: username and password go together',
        'images[1].to: found "nginx:1", where images[0] goes already; give each a tag of its own',
        'images[3]: username and password go together',
        'sources.docker.io: username and password go together',
        'schedule: found "25" for the hour; allowed: *, or 0 to 23, as a number, a range a-b, a step /n or a list of them',
      ],
    );
    assert.deepEqual((await render({})).problems, [
      'a property is wrong:',
      'registry.host: is missing; give it, or the link docker-registry',
    ]);
  });

  it('copies on the first instance alone', async () => {
    const { text } = await renderFile('mirror-images', 'bin/run', {}, { instance: { index: 1, bootstrap: false } });
    assert.match(text, /The first instance copies for all of them/);
    assert.doesNotMatch(text, /exec/);
  });
});
