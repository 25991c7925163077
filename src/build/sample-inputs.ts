/** Inputs like an operator's, for the runs that fill the code cache: every input option once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { iaasSettings } from '../gen-manifest/environments/environment.js';
import { openstack } from '../gen-manifest/environments/openstack.js';
import { type CfInput, cfInputs } from '../gen-manifest/foundations/cf-inputs.js';
import type { Declaration } from '../gen-manifest/foundations/declaration.js';
import { propertyOverrides } from '../gen-manifest/foundations/property-overrides.js';
import { networkNames, resourcePoolNames } from '../gen-manifest/foundations/topology.js';
import type { YamlMap, YamlValue } from '../gen-manifest/yaml-value.js';

/** Writes `value` as a YAML file into `folder`, a map that stands twice as an alias where `aliases`, and gives its path. */
function written(folder: string, name: string, value: YamlValue, aliases = false): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(value, { version: '1.1', aliasDuplicateObjects: aliases }));
  return file;
}

/** Writes one file for each input option into `folder`: pairs of option and file, -c -i -p -n -v. */
export function sampleFiles(folder: string): [string, string][] {
  const counts = [{ name: 'cell_z1', instances: 2 }];
  return [
    ['-c', written(folder, 'cf.yml', cfManifest())],
    ['-i', written(folder, 'iaas-settings.yml', { iaas_settings: iaasStub(1) })],
    ['-p', written(folder, 'property-overrides.yml', { property_overrides: overridesStub(2) })],
    ['-n', written(folder, 'instance-counts.yml', { instance_count_overrides: counts })],
    ['-v', written(folder, 'release-versions.yml', { release_versions: { diego: '0.1463.0' } })],
  ];
}

/** The command lines of the sample runs, by the code cache that they fill (launcher.cjs knows the names). */
export function sampleRuns(folder: string): Readonly<Record<'program' | 'ops' | 'review', string[][]>> {
  const files = sampleFiles(folder);
  const base = ['--base', written(folder, 'cf-deployment.yml', cfDeployment(), true)];
  return {
    program: [['--env', 'openstack'], ['--env', 'openstack', ...files.slice(0, 3).flat()], files.flat()],
    ops: [['ops', ...base, '--full']],
    review: [['review', ...base]],
  };
}

/** The command lines of runs that read parts of the program that most runs do not (program-parts.ts). */
export function partRuns(folder: string): string[][] {
  const today = ['--foundation', 'cf-deployment@58.0.0', '--set', 'registry.host=registry.example.com'];
  const trusted = ['--set', 'runtime_config.os_conf_version=23.0.2'];
  return [
    [
      'all',
      ...today,
      ...trusted,
      '--env',
      'gcp',
      '--set',
      'security_group.destinations=[10.0.1.0/24]',
      '--out',
      join(folder, 'all'),
    ],
    ['registry', ...today, '--set', 'registry.properties.log.level=warn'],
    ['stubs', '--env', 'openstack', ...sampleFiles(folder).flat()],
  ];
}

/** Options with 1,000 insecure registries and 200 subnets in all. */
export function largeInputs(folder: string): string[] {
  const settings = {
    diego: { insecure_registries: Array.from({ length: 1000 }, (_, index) => `registry-${index}.example.com:5000`) },
    iaas: {
      openstack: {
        networks: Object.fromEntries(
          networkNames.map((name, zone) => [name, { subnets: subnets(zone, zone === 0 ? 66 : 67) }]),
        ),
      },
    },
  };
  return ['-s', written(folder, 'large.yml', settings)];
}

function subnets(zone: number, count: number): YamlMap[] {
  return Array.from({ length: count }, (_, index) => ({
    range: `10.${zone}.${index}.0/24`,
    gateway: `10.${zone}.${index}.1`,
    reserved: [`10.${zone}.${index}.2 - 10.${zone}.${index}.9`],
    static: [`10.${zone}.${index}.10 - 10.${zone}.${index}.63`],
    cloud_properties: {},
  }));
}

function put(root: YamlMap, path: readonly string[], value: YamlValue): void {
  let here = root;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
  here[path.at(-1) as string] = value;
}

function cfManifest(): YamlMap {
  const manifest: YamlMap = { jobs: [{ name: 'api_z1', instances: 1, networks: [{ name: 'cf1', static_ips: null }] }] };
  for (const [name, { path }] of Object.entries<CfInput>(cfInputs)) {
    if (name !== 'release') put(manifest, path, `sample "${name}"\nof two lines\n`);
  }
  put(manifest, ['properties', 'nats', 'machines'], ['10.0.0.10', '10.0.0.11']);
  put(manifest, ['properties', 'nats', 'port'], 4222);
  return { ...manifest, releases: [{ name: 'cf', version: 'latest' }], name: 'cf' };
}

/** The part of cf-deployment.yml v58.0.0 that is wired, with a map that stands twice. */
function cfDeployment(): YamlMap {
  const properties = { 'cflinuxfs4-rootfs': { trusted_certs: ['((diego_instance_identity_ca.ca))'] } };
  const network = [{ name: 'default', static_ips: ['10.0.0.10'], default: ['dns', 'gateway'] }];
  const cell = { name: 'cflinuxfs4-rootfs-setup', release: 'cflinuxfs4', properties };
  const api = { name: 'cloud_controller_ng', release: 'capi', properties: { cc: { maximum_app_disk_in_mb: 2048 } } };
  return {
    name: 'cf',
    manifest_version: 'v58.0.0',
    instance_groups: [
      { name: 'diego-cell', instances: 2, networks: network, jobs: [cell, { name: 'garden', properties: {} }] },
      { name: 'api', instances: 1, networks: network, jobs: [api] },
    ],
  };
}

function iaasStub(count: number): YamlMap {
  const read = (path: string): YamlValue => openstack.settings[path]?.default as YamlValue;
  const iaas = iaasSettings(
    openstack,
    resourcePoolNames,
    Object.assign(read, { orVariable: () => '', orDecided: () => '' }),
  );
  return {
    stemcell: iaas.stemcell,
    compilation_cloud_properties: iaas.compilationCloudProperties,
    resource_pool_cloud_properties: resourcePoolNames.map((name) => ({
      name,
      cloud_properties: iaas.resourcePools[name],
    })),
    subnet_configs: networkNames.map((name, zone) => ({ name, subnets: subnets(zone, count) })),
  };
}

function overridesStub(registries: number): YamlMap {
  const overrides: YamlMap = {};
  for (const [path, { 'x-required': required }] of Object.entries<Declaration>(propertyOverrides)) {
    if (required) put(overrides, path.split('.'), '-----BEGIN CERTIFICATE-----\nsample\n-----END CERTIFICATE-----\n');
  }
  const list = Array.from({ length: registries }, (_, index) => `10.0.9.${index}:5000`);
  put(overrides, ['garden', 'insecure_docker_registry_list'], list);
  put(overrides, ['stager', 'insecure_docker_registry_list'], [...list]);
  return overrides;
}
