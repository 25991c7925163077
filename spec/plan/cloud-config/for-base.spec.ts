/** `cloud-config --base`: what an operator's own cloud config lacks, what contradicts in it, and the whole of both. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { bosh, interpolated, varsFile } from '../../support/bosh.js';
import { consolidated, refusals } from '../../support/director-cloud-config.js';
import { assertRefused, genManifest, printed } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const base = `azs:
# the only one
- name: z1
  cloud_properties: {availability_zone: nova}
vm_types:
- name: small # for everything
  cloud_properties: {instance_type: m1.small}
networks:
- name: default
  type: manual
  subnets:
  - range: 10.0.16.0/24
    gateway: 10.0.16.1
    az: z1
    reserved: [10.0.16.2-10.0.16.9]
    static: [10.0.16.10 - 10.0.16.60]
    cloud_properties: {net_id: a}
compilation: {workers: 5, reuse_compilation_vms: true, az: z1, vm_type: small, network: default}
`;
const sets = (...settings: readonly string[]): string[] => settings.flatMap((setting) => ['--set', setting]);
const read = (text: string): YamlMap => load(text, { schema: YAML11_SCHEMA }) as YamlMap;

describe('cloud config for a base', () => {
  const files = temporaryFiles();
  const argv = (text: string, ...settings: readonly string[]): string[] => [
    ...['cloud-config', '--env', 'openstack', '--base', files.write('base.yml', text)],
    ...sets(...settings),
  ];
  const refused = async (text: string, ...settings: readonly string[]): Promise<string> => {
    const outcome = await genManifest(...argv(text, ...settings));
    assertRefused(outcome);
    return outcome.stderr.replaceAll(`${files.folder}/`, '');
  };

  it('has only what the base lacks, and with it the deployment can be deployed', async () => {
    const addition = await printed(...argv(base));
    assert.deepEqual(addition, { disk_types: [{ name: '100GB', disk_size: 102400 }] });
    const registry = await printed('registry', '--foundation', 'cf-deployment@58.0.0');
    assert.deepEqual(refusals(consolidated(read(base), addition), registry), []);
  });

  it('makes what is named otherwise, with a network of its own', async () => {
    const names = ['bosh.azs=[z1, z2]', 'bosh.network=docker', 'bosh.vm_type=large', 'bosh.persistent_disk_type=big'];
    const addition = await printed(...argv(base, ...names));
    assert.deepEqual(Object.keys(addition), ['azs', 'vm_types', 'disk_types', 'networks']);
    assert.deepEqual(
      (addition['azs'] as YamlMap[]).map(({ name }) => name),
      ['z2'],
    );
    const registry = await printed('registry', '--foundation', 'cf-deployment@58.0.0', ...sets(...names));
    assert.deepEqual(refusals(consolidated(read(base), addition), registry), []);
  });

  it('is the base with that, its comments kept, with --full; and lacks nothing then', async () => {
    const { stdout } = await genManifest(...argv(base), '--full');
    assert.ok(stdout.includes('# the only one') && stdout.includes('- name: small # for everything'));
    assert.deepEqual(read(stdout), {
      ...read(base),
      disk_types: [{ name: '100GB', disk_size: 102400 }],
    });
    const again = await genManifest(...argv(stdout));
    assert.match(again.stdout, /nothing is missing\.\n[^]*\n---\n\{\}\n$/);
    const full = await genManifest(...argv(stdout), '--full');
    assert.deepEqual(read(full.stdout), read(stdout));
    assert.equal(full.stdout.match(/^# Cloud config for /gm)?.length, 1);
  });

  it('lacks nothing in its own whole', async () => {
    const { stdout } = await genManifest('cloud-config', '--env', 'openstack');
    assert.deepEqual(await printed(...argv(stdout)), {});
  });

  it('adds where packages are compiled only where the base does not say it', async () => {
    const without = base.replace(/^compilation.*\n/m, '');
    assert.deepEqual((await printed(...argv(without)))['compilation'], {
      ...{ workers: 2, reuse_compilation_vms: true },
      ...{ az: 'z1', vm_type: 'small', network: 'default' },
    });
  });

  it('takes settings that say what the base says', async () => {
    const docker = 'iaas.openstack.networks.docker';
    const settings = [
      `${docker}.range=10.0.16.0/24`,
      `${docker}.reserved=[10.0.16.2 - 10.0.16.9]`,
      `${docker}.net_id=a`,
    ];
    assert.deepEqual(Object.keys(await printed(...argv(base, ...settings, 'registry.static_ips=[10.0.16.20]'))), [
      'disk_types',
    ]);
  });

  const at = 'iaas.openstack';
  const contradictions: [string, string[], RegExp][] = [
    [
      'a zone without a subnet',
      ['bosh.azs=[z2]'],
      /^base\.yml:9:3: error: the base has no subnet in the zone z2 for the network default: its zones are z1/m,
    ],
    [
      'an address that is not static',
      ['registry.static_ips=[10.0.16.70]'],
      /error: registry\.static_ips has 10\.0\.16\.70, which is not among the static/,
    ],
    [
      'an address that is reserved',
      ['registry.static_ips=[10.0.16.5]'],
      /10\.0\.16\.5, which is reserved in the subnet/,
    ],
    [
      'an address elsewhere',
      ['cache.static_ips=[10.9.9.9]'],
      /cache\.static_ips has 10\.9\.9\.9, which is in no subnet of the network default/,
    ],
    [
      'another range',
      [`${at}.networks.docker.range=10.0.4.0/24`],
      /^--set iaas.*range: error: .*range contradicts the base, whose network default has "10\.0\.16\.0\/24"/m,
    ],
    [
      'another flavor',
      [`${at}.instance_type=m1.large`],
      /instance_type contradicts the base, whose VM type small has "m1\.small"/,
    ],
    ['another zone of Nova', [`${at}.availability_zones.z1=az2`], /z1 contradicts the base, whose zone z1 has "nova"/],
  ];
  for (const [what, settings, message] of contradictions) {
    it(`tells a contradiction: ${what}`, async () => assert.match(await refused(base, ...settings), message));
  }

  it('tells networks that cannot take the instances', async () => {
    const network = (type: string): string => base.replace('type: manual', `type: ${type}`);
    assert.match(
      await refused(network('vip')),
      /error: the network default in the base is vip, which has no addresses/,
    );
    assert.match(
      await refused(network('dynamic'), 'registry.static_ips=[10.0.16.20]'),
      /is dynamic, which gives no fixed addresses/,
    );
    assert.deepEqual(Object.keys(await printed(...argv(network('dynamic')))), ['disk_types']);
  });

  it('refuses what is no cloud config, and warns of one of another IaaS', async () => {
    assert.match(await refused('- 1\n'), /error: the base is not a map\n {2}give the director's cloud config/);
    assert.match(await refused('instance_groups: []\n'), /error: the base has instance_groups: it is a manifest/);
    assert.match(await refused('azs: ((azs))\n'), /error: azs in the base is no list/);
    const { stderr } = await genManifest(...argv(base.replace('availability_zone: nova', 'zone: a')));
    assert.match(stderr, /warning: the zones of the base have zone, and those of OpenStack have availability_zone/);
  });

  for (const [environment, iaas] of [
    ['openstack', 'openstack'],
    ['vsphere', 'vsphere'],
    ['bosh-lite', 'bosh-lite'],
  ] as const) {
    it(`finds the defaults in cf-deployment's own cloud config for ${environment}`, async function () {
      const file = `${process.env['CF_DEPLOYMENT_DIR'] ?? ''}/iaas-support/${iaas}/cloud-config.yml`;
      if (bosh === undefined || !existsSync(file)) this.skip();
      const { stdout, exitCode, stderr } = await genManifest(
        'cloud-config',
        '--env',
        environment,
        '--base',
        file,
        '--full',
      );
      assert.equal(exitCode, 0, stderr);
      assert.deepEqual(read(stdout), read(readFileSync(file, 'utf8')));
      const filled = interpolated(files.write('full.yml', stdout), '-l', varsFile(files, stdout));
      const registry = await printed('registry', '--foundation', 'cf-deployment@58.0.0');
      assert.deepEqual(refusals(filled, registry), []);
    });
  }
});
