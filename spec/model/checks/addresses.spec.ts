/** Subnet arithmetic, on settings and on upstream's stub. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runCount } from '../../support/run-count.js';
import { temporaryFiles } from '../../support/temporary-files.js';
import { checked } from './checked.js';

describe('addresses', () => {
  const files = temporaryFiles();

  /** The findings for one network's settings, written one a line from line 5 on. */
  async function network(...lines: readonly string[]): Promise<string[]> {
    const head = ['env: openstack', 'iaas: {openstack: {networks:', '      {', '      diego1: {'];
    const text = [...head, ...lines.map((line) => `      ${line},`), '      }}}}', ''].join('\n');
    const file = files.write('docker.yml', text);
    return checked({ settings: [file] });
  }

  async function settings(text: string): Promise<string[]> {
    return checked({ settings: [files.write('docker.yml', `env: openstack\n${text}\n`)] });
  }

  const range = 'range: 10.0.1.0/24';

  it('finds nothing in what is right', async () => {
    const forms = [
      [
        'gateway: 10.0.1.1',
        'dns: [8.8.8.8]',
        'reserved: [10.0.1.2 - 10.0.1.9, 10.0.1.240/28]',
        'static: [10.0.1.10-10.0.1.63]',
      ],
      ['gateway: 10.0.1.254', 'reserved: [10.0.1.0/28, 10.0.1.254, 10.0.1.5]', 'static: [10.0.1.16, 10.0.1.17]'],
      ['gateway: ((diego1_gateway))', 'static: [((a)), 10.0.1.((b))]', 'reserved: ((all))'],
      ['gateway: 10.0.1.1', 'static: []', 'reserved: []'],
    ];
    for (const form of forms) assert.deepEqual(await network(range, ...form), [], form.join());
  });

  it('checks nothing against a range that is not given', async () => {
    assert.deepEqual(await network('gateway: 10.9.9.9', 'static: [10.0.1.5]'), []);
    assert.deepEqual(await network('range: ((diego1_range))', 'gateway: 10.9.9.9'), []);
  });

  it('refuses what is no address or range', async () => {
    assert.deepEqual(
      await network(
        'range: 10.0.1.0',
        'gateway: 10.0.1',
        'dns: [ns.example.com]',
        'reserved: [10.0.1.9 - 10.0.1.2]',
        'static: [10.0.1.010, 10.0.1.1 - , 10.0.1.1 - 2 - 3, 10.0.1.256]',
      ),
      [
        '5:7: error: diego1: range 10.0.1.0 is no subnet',
        '6:7: error: diego1: gateway 10.0.1 is no address',
        '7:13: error: diego1: dns ns.example.com is no address',
        '8:18: error: diego1: reserved 10.0.1.9 - 10.0.1.2 ends before it starts',
        '9:16: error: diego1: static 10.0.1.010 is neither an address nor a range',
        '9:28: error: diego1: static 10.0.1.1 - is neither an address nor a range',
        '9:41: error: diego1: static 10.0.1.1 - 2 - 3 is neither an address nor a range',
        '9:59: error: diego1: static 10.0.1.256 is neither an address nor a range',
      ],
    );
    for (const wrong of ['10.0.1.0/33', '10.0.1.0/', '/24', '10.0.1.0/24/8', '10.0.1.0/2 4', '"10.0.1.0/-1"']) {
      assert.equal((await network(`range: ${wrong}`)).length, 1, wrong);
    }
  });

  it('warns of a range that starts within its subnet', async () => {
    assert.deepEqual(await network('range: 10.0.1.5/24', 'gateway: 10.0.1.1'), [
      "5:7: warning: diego1: range 10.0.1.5/24 does not start at the subnet's first address",
    ]);
  });

  it('finds what is outside the subnet, as a whole or in part', async () => {
    assert.deepEqual(
      await network(
        range,
        'gateway: 10.0.2.1',
        'reserved: [10.0.0.250 - 10.0.1.9]',
        'static: [10.0.1.250 - 10.0.2.5, 10.0.3.0/24]',
      ),
      [
        '6:7: error: diego1: gateway 10.0.2.1 is outside its subnet 10.0.1.0/24',
        '7:18: error: diego1: reserved 10.0.0.250 - 10.0.1.9 is partly outside its subnet 10.0.1.0/24',
        '8:16: error: diego1: static 10.0.1.250 - 10.0.2.5 is partly outside its subnet 10.0.1.0/24',
        '8:39: error: diego1: static 10.0.3.0/24 is outside its subnet 10.0.1.0/24',
      ],
    );
  });

  it('finds two things on one address', async () => {
    assert.deepEqual(
      await network(
        range,
        'gateway: 10.0.1.1',
        'reserved: [10.0.1.2 - 10.0.1.15]',
        'static: [10.0.1.1, 10.0.1.0, 10.0.1.255, 10.0.1.10 - 10.0.1.63, 10.0.1.20]',
      ),
      [
        '8:16: error: diego1: static 10.0.1.1 overlaps the gateway 10.0.1.1',
        "8:26: error: diego1: static 10.0.1.0 overlaps the subnet's first address, which no machine can have",
        "8:36: error: diego1: static 10.0.1.255 overlaps the subnet's last address, which no machine can have",
        '8:48: error: diego1: static 10.0.1.10 - 10.0.1.63 overlaps reserved 10.0.1.2 - 10.0.1.15',
        '8:71: warning: diego1: static 10.0.1.20 stands there already, in 10.0.1.10 - 10.0.1.63',
      ].sort((a, b) => Number(a.includes('warning')) - Number(b.includes('warning'))),
    );
    assert.deepEqual(await network(range, 'gateway: 10.0.1.255'), [
      '6:7: error: diego1: gateway 10.0.1.255 is the last address of its subnet 10.0.1.0/24, which no machine can have',
    ]);
  });

  it('knows IPv6', async () => {
    assert.deepEqual(
      await network("range: 'fd00::/64'", "gateway: 'fd00::1'", "static: ['fd00::10 - fd00::20', 'fd00:0:0:1::1']"),
      ['7:39: error: diego1: static fd00:0:0:1::1 is outside its subnet fd00::/64'],
    );
  });

  it('finds subnets that overlap: an error within a network, a warning across', async () => {
    const subnets = (...ranges: readonly string[]): string =>
      `[${ranges.map((each) => `{range: ${each}}`).join(', ')}]`;
    const text = (one: string, two: string): string =>
      `iaas: {openstack: {networks: {diego1: {subnets: ${one}}, diego2: {subnets: ${two}}}}}`;
    assert.deepEqual(
      await settings(text(subnets('10.0.0.0/16', '10.0.7.0/24', '10.0.8.0/24'), subnets('10.1.0.0/24'))),
      [
        '2:73: error: diego1: the subnets 10.0.0.0/16 and 10.0.7.0/24 overlap',
        '2:95: error: diego1: the subnets 10.0.0.0/16 and 10.0.8.0/24 overlap',
      ],
    );
    assert.deepEqual(await settings(text(subnets('10.0.0.0/16'), subnets('10.0.7.0/24'))), [
      "2:94: warning: diego2: the subnet 10.0.7.0/24 overlaps diego1's 10.0.0.0/16",
    ]);
  });

  it('takes one subnet in two networks where each reserves what the other one uses', async () => {
    const shared = (one: string, two: string): string =>
      `iaas: {openstack: {networks: {diego1: {subnets: [{range: 10.0.1.0/24, gateway: 10.0.1.1, reserved: [${one}]}]}, diego2: {subnets: [{range: 10.0.1.0/24, gateway: 10.0.1.1, reserved: [${two}]}]}}}}`;
    assert.deepEqual(await settings(shared('10.0.1.128/25', '10.0.1.0/25')), []);
    assert.equal((await settings(shared('10.0.1.129 - 10.0.1.255', '10.0.1.0/25'))).length, 1);
  });

  it('takes one subnet in two networks one of which has no instances', async () => {
    const counts = ['database', 'brain', 'cell', 'cc_bridge', 'route_emitter', 'access']
      .map((job) => `${job}_z2: {instances: 0}`)
      .join(', ');
    const same = 'iaas: {openstack: {networks: {diego1: {range: 10.0.1.0/24}, diego2: {range: 10.0.1.0/24}}}}';
    assert.equal((await settings(same)).length, 1);
    assert.deepEqual(await settings(`${same}\ninstance_count_overrides: {${counts}}`), []);
  });

  describe('the registry', () => {
    const diego1 = 'gateway: 10.0.1.1, reserved: [10.0.1.2 - 10.0.1.9], static: [10.0.1.10 - 10.0.1.63]';
    const with_ = (host: string): string =>
      `registry: {host: ${host}}\niaas: {openstack: {networks: {diego1: {range: 10.0.1.0/24, ${diego1}}}}}`;

    it('may be outside, on a reserved or on a static address, or have a name', async () => {
      for (const host of ['10.0.9.20', '10.0.1.5', '10.0.1.20', 'registry.example.com', '((host))']) {
        assert.deepEqual(await settings(with_(host)), [], host);
      }
    });

    it('must not be on a gateway', async () => {
      assert.deepEqual(await settings(with_('10.0.1.1')), [
        "2:12: error: registry.host 10.0.1.1 is the gateway of diego1's subnet 10.0.1.0/24",
      ]);
    });

    it('should not be where BOSH may put a VM', async () => {
      assert.deepEqual(await settings(with_('10.0.1.200')), [
        "2:12: warning: registry.host 10.0.1.200 is an address of diego1's subnet 10.0.1.0/24 that BOSH may give to a VM",
      ]);
      assert.deepEqual(await settings(`${with_('10.0.1.200').replace('host:', 'enabled: false, host:')}`), []);
    });

    it("is checked against the environment's own subnets too", async () => {
      const findings = await checked({ set: ['env=bosh-lite', 'registry.host=10.244.16.2'] });
      assert.equal(findings.length, 1);
      assert.match(
        findings[0] as string,
        /^--set registry\.host: warning: registry\.host 10\.244\.16\.2 is an address of diego1's subnet 10\.244\.16\.0\/30/,
      );
    });
  });

  it('refuses a registry and a cache in one place', async () => {
    const cache = 'docker-registry.service.cf.internal';
    const set = ['env=aws', `registry.host=${cache}`, 'registry.port=8080'];
    assert.deepEqual(await checked({ set }), [
      `--set registry.host: error: registry and cache are both at ${cache}:8080`,
    ]);
    assert.deepEqual(await checked({ set: [...set, 'cache.enabled=false'] }), []);
  });

  it("finds the places in upstream's stub", async () => {
    const pools = ['access', 'brain', 'cc_bridge', 'cell', 'colocated', 'database', 'route_emitter'].flatMap((group) =>
      [1, 2, 3].map((zone) => `  - {name: ${group}_z${zone}, cloud_properties: {}}`),
    );
    const text = [
      'iaas_settings:',
      '  stemcell: {name: s, version: latest}',
      '  compilation_cloud_properties: {}',
      '  subnet_configs:',
      '  - name: diego1',
      '    subnets:',
      '    - range: 10.0.1.0/24',
      '      gateway: 10.0.9.1',
      '      static: 10.0.1.0/30',
      '    - range: 10.0.1.128/25',
      '  - {name: diego2, subnets: [{range: ((r))}]}',
      '  - {name: diego3, subnets: ((all))}',
      '  resource_pool_cloud_properties:',
      ...pools,
      '',
    ];
    assert.deepEqual(await checked({ stubs: { iaas: files.write('iaas.yml', text.join('\n')) } }), [
      '8:7: error: diego1: gateway 10.0.9.1 is outside its subnet 10.0.1.0/24',
      "9:7: error: diego1: static 10.0.1.0/30 overlaps the subnet's first address, which no machine can have",
      '10:7: error: diego1: the subnets 10.0.1.0/24 and 10.0.1.128/25 overlap',
    ]);
  });

  it('survives subnets of any shape', async () => {
    const text = fc.constantFrom(
      '10.0.1.0/24',
      '10.0.1.5',
      '10.0.1.9 - 10.0.1.2',
      '0.0.0.0/0',
      '::/0',
      '::1',
      '((x))',
      '',
      '-',
      'a',
    );
    const scalar = fc.oneof(text, fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
    const value = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 4 }),
      fc.dictionary(fc.string(), scalar, { maxKeys: 2 }),
    );
    const key = fc.constantFrom('range', 'gateway', 'reserved', 'static', 'dns', 'cloud_properties');
    const networks = fc.dictionary(
      fc.constantFrom('diego1', 'diego2', 'diego3'),
      fc.array(fc.dictionary(key, value), { maxLength: 4 }).map((subnets) => ({ subnets })),
    );
    await fc.assert(
      fc.asyncProperty(networks, async (given) => {
        const file = files.write(
          'any.yml',
          JSON.stringify({ env: 'openstack', iaas: { openstack: { networks: given } } }),
        );
        const findings = await checked({ settings: [file], set: ['registry.host=10.0.1.20'] });
        assert.ok(findings.every((line) => / (error|warning): \S/.test(line)));
      }),
      { numRuns: runCount(300) },
    );
  });

  it('costs little: 2,000 subnets in a fraction of a second', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => {
      const at = `10.${index >> 8}.${index & 255}`;
      return `{range: ${at}.0/24, gateway: ${at}.1, reserved: [${at}.2 - ${at}.9], static: [${at}.10 - ${at}.63]}`;
    });
    const file = files.write(
      'many.yml',
      `env: openstack\niaas: {openstack: {networks: {diego1: {subnets: [${many.join(',\n')}]}}}}\n`,
    );
    const started = performance.now();
    assert.deepEqual(await checked({ settings: [file], set: ['registry.host=10.0.0.20'] }), []);
    assert.ok(performance.now() - started < 5000);
  });
});
