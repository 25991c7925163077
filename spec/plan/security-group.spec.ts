import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SecurityGroupRule } from '../../src/gen-manifest/plan/security-group/rules.js';
import { createRequest, lets, refusals } from '../support/cloud-controller/security-group.js';
import { assertRefused, genManifest } from '../support/gen-manifest.js';
import { runCount } from '../support/run-count.js';

const cf = ['security-group', '--foundation', 'cf-deployment@58.0.0'];
const sets = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ['--set', setting]);

async function rules(...argv: readonly string[]): Promise<SecurityGroupRule[]> {
  const { exitCode, stdout, stderr } = await genManifest(...argv);
  assert.equal(exitCode, 0, stderr);
  return JSON.parse(stdout) as SecurityGroupRule[];
}

/** The group is made by the request that the cf CLI makes of the rules file. */
function assertAccepted(found: readonly SecurityGroupRule[]): void {
  assert.deepEqual(refusals(createRequest('docker-registry', JSON.stringify(found))), []);
}

describe('security group', () => {
  it("lets the registry's and the cache's addresses and ports through, and no others", async () => {
    const found = await rules(
      ...cf,
      ...sets('registry.static_ips=[10.0.1.20, 10.0.1.21]', 'cache.static_ips=[10.0.1.30]', 'registry.port=5443'),
    );
    assert.deepEqual(
      found.map(({ destination, ports }) => [destination, ports]),
      [
        ['10.0.1.20', '5443'],
        ['10.0.1.21', '5443'],
        ['10.0.1.30', '8080'],
      ],
    );
    assertAccepted(found);
  });

  it('takes destinations in place of addresses, each with both ports', async () => {
    const found = await rules(...cf, ...sets('security_group.destinations=[10.0.1.0/24, 10.0.2.1 - 10.0.2.9]'));
    assert.deepEqual(
      found.map(({ destination, ports }) => [destination, ports]),
      [
        ['10.0.1.0/24', '5000,8080'],
        ['10.0.2.1-10.0.2.9', '5000,8080'],
      ],
    );
    assertAccepted(found);
  });

  it('has the port of every upstream of the cache', async () => {
    const upstreams =
      '[{name: a, url: "https://a.example"}, {name: b, url: "https://b.example"}, {name: c, url: "https://c.example", port: 443}]';
    const found = await rules(
      ...cf,
      ...sets('registry.enabled=false', 'cache.static_ips=[10.0.1.30]', `cache.properties.upstreams=${upstreams}`),
    );
    assert.deepEqual(
      found.map(({ destination, ports }) => [destination, ports]),
      [['10.0.1.30', '8080,8081,443']],
    );
    assertAccepted(found);
  });

  it('takes a host that is an address itself', async () => {
    const found = await rules(
      ...cf,
      ...sets('registry.host=10.0.1.20', 'cache.host=c.example.com', 'cache.static_ips=[10.0.1.30]'),
    );
    assert.deepEqual(
      found.map(({ destination, ports }) => [destination, ports]),
      [
        ['10.0.1.20', '5000'],
        ['10.0.1.30', '8080'],
      ],
    );
  });

  it('lets exactly the addresses and ports of registry and cache through, wherever they are', async () => {
    const octet = fc.integer({ min: 1, max: 6 });
    const address = fc.tuple(octet, octet).map(([a, b]) => `10.0.${a}.${b}`);
    const port = fc.integer({ min: 5000, max: 5009 });
    const service = fc.record({ ips: fc.uniqueArray(address, { minLength: 1, maxLength: 3 }), port });
    const input = fc.record({
      registry: service,
      cache: service,
      more: fc.uniqueArray(port, { maxLength: 3 }),
      tried: fc.array(fc.tuple(address, port)),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ registry, cache, more, tried }) => {
        const upstreams = more.map((each) => `{name: u${each}, url: 'https://${each}.example.com', port: ${each}}`);
        const found = await rules(
          ...cf,
          ...sets(`registry.static_ips=[${registry.ips.join(', ')}]`, `registry.port=${registry.port}`),
          ...sets(`cache.static_ips=[${cache.ips.join()}]`, `cache.port=${cache.port}`),
          ...sets(...(more.length > 0 ? [`cache.properties.upstreams=[${upstreams.join()}]`] : [])),
        );
        assertAccepted(found);
        const cachePorts = more.length > 0 ? more : [cache.port];
        const wanted = (ip: string, at: number): boolean =>
          (registry.ips.includes(ip) && at === registry.port) || (cache.ips.includes(ip) && cachePorts.includes(at));
        const all = [...registry.ips, ...cache.ips].flatMap((ip) =>
          [registry.port, ...cachePorts].map((at) => [ip, at] as const),
        );
        for (const [ip, at] of [...tried, ...all]) assert.equal(lets(found, ip, at), wanted(ip, at), `${ip}:${at}`);
      }),
      { numRuns: runCount(50) },
    );
  });

  it('leaves out what is switched off', async () => {
    const found = await rules(...cf, ...sets('cache.enabled=false', 'registry.static_ips=[10.0.1.20]'));
    assert.deepEqual(
      found.map(({ destination, ports }) => [destination, ports]),
      [['10.0.1.20', '5000']],
    );
  });

  it('works for diego-release too, without descriptions, which its Cloud Controllers may refuse', async () => {
    const found = await rules('security-group', ...sets('security_group.destinations=[10.0.1.0/24]'));
    assert.deepEqual(found, [{ protocol: 'tcp', destination: '10.0.1.0/24', ports: '5000,8080' }]);
  });

  it('says how to bind it for both lifecycles, and what names need', async () => {
    const { stderr } = await genManifest(...cf, ...sets('security_group.destinations=[10.0.1.0/24]'));
    assert.match(
      stderr,
      /cf create-security-group docker-registry security-group\.json && cf bind-staging-security-group/,
    );
    assert.match(stderr, /cf bind-running-security-group docker-registry/);
    assert.match(stderr, /port 53/);
  });

  const wrong: [string[], RegExp][] = [
    [
      [],
      /^error: a security group needs the addresses of the private Docker registry, and neither registry\.static_ips nor registry\.host has any/,
    ],
    [['registry.static_ips=[10.0.1.20]'], /^error: a security group needs the addresses of the Docker cache/],
    [
      ['security_group.destinations=[registry.example.com]'],
      /destinations\[0\] \(registry\.example\.com\) is no IPv4 address/,
    ],
    [['security_group.destinations=[10.0.01.0/24]'], /is no IPv4 address, no CIDR/],
    [['security_group.destinations=[10.0.1.9-10.0.1.1]'], /ends before it starts/],
    [['security_group.destinations=["((subnet))"]'], /resolves no names and no variables/],
    [
      ['security_group.destinations=[10.0.1.0/24]', 'registry.port=((port))'],
      /registry\.port is \(\(port\)\), and a security group needs the number/,
    ],
  ];
  for (const [settings, message] of wrong) {
    it(`refuses ${settings.join(' ') || 'to be made of nothing'}`, async () => {
      const outcome = await genManifest(...cf, ...sets(...settings));
      assertRefused(outcome);
      assert.match(outcome.stderr, message);
    });
  }
});
