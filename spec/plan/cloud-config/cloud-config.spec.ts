/** `cloud-config` without a base: whole, for every IaaS, with what the deployment of `registry` names and nothing else. */
import assert from 'node:assert/strict';
import { environments } from '../../../src/gen-manifest/environments/table.js';
import { find, type YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { bosh, interpolated, varsFile } from '../../support/bosh.js';
import { refusals } from '../../support/director-cloud-config.js';
import { assertRefused, genManifest, printed } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const sets = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ['--set', setting]);
const named = [
  ...['registry.host=registry.example.com', 'cache.host=cache.example.com', 'bosh.azs=[z1, z2, zone-c]'],
  ...['bosh.network=docker', 'bosh.vm_type=registry-vm', 'bosh.persistent_disk_type=images'],
];

describe('cloud config', () => {
  const files = temporaryFiles();

  for (const environment of Object.keys(environments)) {
    const argv = (...settings: readonly string[]): string[] => ['--env', environment, ...sets(...settings)];

    it(`${environment}: passes the real bosh int, and defines all that the deployment names`, async function () {
      if (bosh === undefined) this.skip();
      const registry = await printed('registry', '--foundation', 'cf-deployment@58.0.0', ...argv(...named));
      const { exitCode, stdout, stderr } = await genManifest('cloud-config', ...argv(...named));
      assert.equal(exitCode, 0, stderr);
      const file = files.write('cloud-config.yml', stdout);
      const filled = interpolated(file, '-l', varsFile(files, stdout), '--var-errs');
      assert.deepEqual(refusals(filled, registry), []);
      assert.deepEqual(Object.keys(filled).sort(), ['azs', 'compilation', 'disk_types', 'networks', 'vm_types']);
      const names = ['azs', 'vm_types', 'disk_types', 'networks'].map((list) =>
        (filled[list] as YamlMap[]).map(({ name }) => name),
      );
      assert.deepEqual(names, [['z1', 'z2', 'zone-c'], ['registry-vm'], ['images'], ['docker']]);
    });

    it(`${environment}: has the addresses of the instances among the static ones of the network`, async () => {
      const settings = [
        `iaas.${environment}.networks.docker.range=10.0.4.0/24`,
        `iaas.${environment}.networks.docker.gateway=10.0.4.1`,
        ...['registry.static_ips=[10.0.4.20]', 'cache.static_ips=[10.0.4.21]'],
      ];
      const registry = await printed('registry', '--foundation', 'cf-deployment@58.0.0', ...argv(...settings));
      const config = await printed('cloud-config', ...argv(...settings));
      assert.deepEqual(refusals(config, registry), []);
      const [subnet] = find(config, ['networks', 'default', 'subnets']) as YamlMap[];
      assert.deepEqual(subnet?.['static'], ['10.0.4.20', '10.0.4.21']);
    });
  }

  it('leaves the disk type out where an object store keeps the images', async () => {
    const s3 = ['storage.type=s3', 'storage.s3.bucket=images', 'storage.s3.region=eu-west-1'].map(
      (each) => `registry.properties.${each}`,
    );
    const argv = ['--env', 'openstack', ...sets('cache.enabled=false', ...s3)];
    const config = await printed('cloud-config', ...argv);
    assert.deepEqual(config['disk_types'], []);
    assert.deepEqual(
      refusals(config, await printed('registry', '--foundation', 'cf-deployment@58.0.0', ...argv)).filter(
        (each) => !each.includes('static'),
      ),
      [],
    );
  });

  it('places each address in the subnet that has it, where subnets are in one zone each', async () => {
    const subnets = [1, 2].map(
      (zone) => `{azs: [z${zone}], range: 10.0.${zone}.0/24, gateway: 10.0.${zone}.1, static: [10.0.${zone}.20]}`,
    );
    const argv = sets(
      'bosh.azs=[z1, z2]',
      `iaas.aws.networks.docker.subnets=[${subnets.join(', ')}]`,
      ...['registry.static_ips=[10.0.1.20]', 'cache.static_ips=[10.0.2.20]'],
    );
    const config = await printed('cloud-config', '--env', 'aws', ...argv);
    assert.equal((find(config, ['networks', 'default', 'subnets']) as YamlMap[]).length, 2);
  });

  const docker = (...keys: readonly string[]): string[] => keys.map((key) => `iaas.openstack.networks.docker.${key}`);
  const subnet = docker('range=10.0.4.0/24', 'gateway=10.0.4.1');
  const wrong: [string, string[], RegExp][] = [
    [
      'an address outside the subnet',
      [...subnet, 'registry.static_ips=[10.0.5.20]'],
      /static 10\.0\.5\.20 is outside its subnet/,
    ],
    [
      'an address that is reserved',
      [...subnet, ...docker('reserved=[10.0.4.2 - 10.0.4.30]'), 'registry.static_ips=[10.0.4.20]'],
      /^--set registry\.static_ips: error: docker: static 10\.0\.4\.20 overlaps reserved/m,
    ],
    ['the address of the gateway', [...subnet, 'registry.static_ips=[10.0.4.1]'], /overlaps the gateway/],
    [
      'an address beside the static ones',
      [...subnet, ...docker('static=[10.0.4.30]'), 'registry.static_ips=[10.0.4.20]'],
      /error: registry\.static_ips has 10\.0\.4\.20, which is not among the static addresses of the subnet 10\.0\.4\.0\/24/,
    ],
    [
      'subnets without a zone',
      docker('subnets=[{range: 10.0.4.0/24, gateway: 10.0.4.1}]'),
      /error: iaas\.openstack\.networks\.docker\.subnets has no subnet in the zone z1/,
    ],
    [
      'a name that is a variable',
      ['bosh.network=((network))'],
      /error: bosh\.network is \(\(network\)\), and a cloud config needs/,
    ],
    ['no zones', ['bosh.azs=[]'], /error: bosh\.azs is empty/],
  ];
  for (const [what, settings, message] of wrong) {
    it(`refuses ${what}`, async () => {
      const outcome = await genManifest('cloud-config', '--env', 'openstack', ...sets(...settings));
      assertRefused(outcome);
      assert.match(outcome.stderr, message);
    });
  }

  it('needs an environment, and a base for --full', async () => {
    const nameless = await genManifest('cloud-config');
    assertRefused(nameless);
    assert.match(nameless.stderr, /error: no environment is named\n {2}add --env openstack \| .*gcp \| azure/);
    const full = await genManifest('cloud-config', '--env', 'gcp', '--full');
    assertRefused(full);
    assert.match(full.stderr, /error: --full needs a base/);
  });

  it('is not for the v1 manifests of diego-release, which have networks and pools themselves', async () => {
    const outcome = await genManifest('cloud-config', '--env', 'aws', '--foundation', 'diego-release@0.1463.0');
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /error: a cloud config is for cf-deployment, not for diego-release@0\.1463\.0\n.*gen-manifest registry/,
    );
  });
});

describe('environments of cf-deployment alone', () => {
  for (const [environment, title] of [
    ['gcp', 'Google Cloud'],
    ['azure', 'Microsoft Azure'],
  ] as const) {
    for (const command of [[], ['stubs'], ['registry'], ['validate']]) {
      it(`${environment} is refused with a sentence for diego-release: ${command[0] ?? 'diego'}`, async () => {
        const outcome = await genManifest(...command, '--env', environment);
        assertRefused(outcome);
        assert.ok(
          outcome.stderr.startsWith(
            `--set env: error: ${title} is for cf-deployment alone: the generators of diego-release@0.1463.0 never had it\n  name your cf-deployment`,
          ),
          outcome.stderr,
        );
      });
    }

    it(`${environment} is valid for cf-deployment`, async () => {
      const argv = ['--env', environment, '--foundation', 'cf-deployment@58.0.0'];
      for (const command of ['registry', 'ops', 'validate', 'cloud-config']) {
        const { exitCode, stderr } = await genManifest(command, ...argv);
        assert.equal(exitCode, 0, stderr);
      }
    });
  }
});
