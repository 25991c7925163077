/** The picture: who connects to whom, what makes it work, and what is known not to work. */
import assert from 'node:assert/strict';
import type { TopologyEdge } from '../../../../src/gen-manifest/plan/review/review.js';
import { reviewOf } from '../../../support/review.js';

const today = ['--foundation', 'cf-deployment@58.0.0'];
const set = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ['--set', setting]);

async function edge(from: string, to: string, ...argv: readonly string[]): Promise<TopologyEdge> {
  const { edges } = (await reviewOf(...argv)).topology;
  const found = edges.find((each) => each.from === from && each.to === to);
  assert.ok(found, `no edge from ${from} to ${to}: ${edges.map((each) => `${each.from} ${each.to}`).join(', ')}`);
  return found;
}

describe('planTopology', () => {
  it('has every client and server, and every edge between two of them', async () => {
    const { nodes, edges } = (
      await reviewOf(
        ...today,
        ...set('registry.host=r.example.com', 'cache.host=c.example.com', 'diego.isolation_segments=[segment]'),
      )
    ).topology;
    assert.deepEqual(
      nodes.map(({ id }) => id),
      [
        'operator',
        'cloud-controller',
        'staging-container',
        'cell-diego-cell',
        'cell-segment',
        'registry',
        'cache',
        'upstream-1',
      ],
    );
    const ids = new Set(nodes.map(({ id }) => id));
    assert.equal(ids.size, nodes.length);
    for (const { from, to } of edges) assert.ok(ids.has(from) && ids.has(to), `${from} ${to}`);
    for (const client of ['staging-container', 'cell-diego-cell', 'cell-segment'])
      for (const server of ['registry', 'cache'])
        assert.ok(edges.some(({ from, to }) => from === client && to === server));
  });

  it('leaves out what is not deployed', async () => {
    const { nodes } = (await reviewOf(...today, ...set('cache.enabled=false', 'registry.host=r.example.com'))).topology;
    assert.ok(!nodes.some(({ kind }) => kind === 'cache' || kind === 'upstream'));
  });

  it('names the CA or the list that each connection works by', async () => {
    const host = 'registry.host=r.example.com';
    const staging = await edge('staging-container', 'registry', ...today, ...set(host));
    assert.match(
      staging.worksBy ?? '',
      /CA .*registry_ca\.ca.* in cflinuxfs4-rootfs\.trusted_certs of the job cflinuxfs4-rootfs-setup/,
    );
    assert.equal(staging.protection, 'tls');
    assert.equal(staging.problem, undefined);
    const cell = await edge(
      'cell-diego-cell',
      'registry',
      ...today,
      ...set(host, 'runtime_config.os_conf_version=23.0.2'),
    );
    assert.match(cell.worksBy ?? '', /runtime-config\.yml, the addon with os-conf 23\.0\.2/);
    const listed = await edge(
      'cell-diego-cell',
      'registry',
      ...today,
      ...set(host, 'diego.trust=insecure', 'registry.tls=false'),
    );
    assert.equal(
      listed.worksBy,
      'r.example.com:5000 in grootfs.insecure_docker_registry_list of the job garden in diego-cell',
    );
    assert.equal(listed.protection, 'either');
    assert.equal(listed.problem, undefined);
  });

  it('says of TLS in a list of insecure registries that nobody checks it', async () => {
    const { problem } = await edge(
      'cell-diego-cell',
      'registry',
      ...today,
      ...set('registry.host=r.example.com', 'diego.trust=insecure'),
    );
    assert.match(problem ?? '', /nobody checks its certificate; diego\.trust: ca has it checked/);
  });

  it('says which private addresses the security group leaves closed to containers, port by port', async () => {
    const caches = '[{name: a, url: "https://a.example.com"}, {name: b, url: "https://b.example.com", port: 9000}]';
    const argv = [
      ...today,
      ...set('registry.host=10.0.1.20', 'cache.host=10.0.1.21', `cache.properties.upstreams=${caches}`),
    ];
    const closed = await edge('staging-container', 'cache', ...argv, ...set('security_group.destinations=[10.0.1.20]'));
    assert.match(
      closed.problem ?? '',
      /^containers do not reach 10\.0\.1\.21:8080, 10\.0\.1\.21:9000: the security group leaves it out/,
    );
    assert.equal(closed.port, 'tcp 8080, 9000');
    const open = await edge('staging-container', 'cache', ...argv, ...set('security_group.destinations=[10.0.1.0/24]'));
    assert.equal(open.problem, undefined);
    const cell = await edge('cell-diego-cell', 'cache', ...argv, ...set('security_group.destinations=[10.0.1.20]'));
    assert.equal(cell.problem, undefined, 'cells are no containers');
  });

  it('says why a host cannot be reached', async () => {
    for (const client of ['staging-container', 'cell-diego-cell']) {
      const { problem } = await edge(client, 'registry', ...today, ...set('registry.host=localhost'));
      assert.match(problem ?? '', /^localhost is the container itself/);
    }
  });

  it('has the object store, with its address and what checks it', async () => {
    const s3 = 'registry.properties.storage.s3';
    const store = set(
      'registry.properties.storage.type=s3',
      `${s3}.bucket=images`,
      `${s3}.region=eu-west-1`,
      'registry.host=r.example.com',
    );
    const aws = await edge('registry', 'object-store', ...today, ...store);
    assert.deepEqual([aws.port, aws.protection, aws.problem], ['tcp 443', 'tls', undefined]);
    const own = await edge(
      'registry',
      'object-store',
      ...today,
      ...store,
      ...set(`${s3}.endpoint=http://minio.example.com:9000`, `${s3}.skip_verify=true`),
    );
    assert.deepEqual([own.port, own.protection], ['tcp 9000', 'http']);
    assert.match(own.problem ?? '', /skip_verify is true/);
    const { nodes } = (await reviewOf(...today, ...store)).topology;
    const node = nodes.find(({ kind }) => kind === 'object-store');
    assert.deepEqual(node?.lines, ['images', 'eu-west-1', 'https://s3.eu-west-1.amazonaws.com']);
  });

  it('has the registries that images are mirrored from, Docker Hub where an image names none', async () => {
    const images =
      '[{from: "nginx:1", to: "a/nginx:1"}, {from: "ghcr.io/o/app:1", to: "a/app:1"}, {from: "library/redis:7", to: "a/redis:7"}]';
    const settings = set(
      'registry.host=r.example.com',
      'errands.mirror-images.enabled=true',
      `errands.mirror-images.properties.images=${images}`,
    );
    const { nodes } = (await reviewOf(...today, ...settings)).topology;
    const sources = nodes.filter(({ id }) => id.startsWith('source-')).map(({ name }) => name);
    assert.deepEqual(sources, ['registry-1.docker.io', 'ghcr.io']);
  });

  it("has the cells of Diego's own manifest, and who fills its cache", async () => {
    const argv = ['--env', 'openstack', ...set('registry.host=10.0.4.20')];
    const staging = await edge('staging-container', 'cache', ...argv);
    assert.equal(staging.purpose, 'pushes a copy of the image');
    const cell = await edge('cell-cell_z1', 'registry', ...argv);
    assert.equal(cell.worksBy, '10.0.4.20:5000 in properties.garden.insecure_docker_registry_list');
  });
});
