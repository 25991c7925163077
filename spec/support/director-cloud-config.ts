/**
 * What a director says of a cloud config and of a deployment that names things in it, as far as it can be said without
 * an IaaS: cloudfoundry/bosh v283.1.6, bosh-director/lib/bosh/director/deployment_plan/cloud_manifest_parser.rb,
 * cloud_config/cloud_configs_consolidator.rb and instance_group_spec_parser.rb.
 */
import { find, isMap, scalarText, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';

const lists = ['azs', 'vm_types', 'disk_types', 'networks', 'vm_extensions'] as const;

/** Several cloud configs of a director as the one that it deploys with. */
export function consolidated(...configs: readonly YamlMap[]): YamlMap {
  const compilation = configs.flatMap((config) => config['compilation'] ?? []);
  if (compilation.length > 1) throw new Error("'compilation' key cannot be defined in multiple cloud configs");
  const merged = lists.map((list): [string, YamlValue] => [list, configs.flatMap((config) => listOf(config, list))]);
  return { ...Object.fromEntries(merged), ...(compilation[0] !== undefined && { compilation: compilation[0] }) };
}

/** Everything that the director would refuse the cloud config and the deployment for. */
export function refusals(config: YamlMap, manifest: YamlMap): string[] {
  return [...ofConfig(config), ...listOf(manifest, 'instance_groups').flatMap((group) => ofGroup(group, config))];
}

function ofConfig(config: YamlMap): string[] {
  const compilation = isMap(config['compilation']) ? config['compilation'] : {};
  const twice = lists.flatMap((list) => {
    const names = namesOf(config, list);
    return names.filter((name, index) => names.indexOf(name) < index).map((name) => `${list} has ${name} twice`);
  });
  const zones = namesOf(config, 'azs');
  const subnets = listOf(config, 'networks').flatMap((network) =>
    zonesOf(network)
      .filter((az) => !zones.includes(az))
      .map((az) => `a subnet is in the unknown zone ${az}`),
  );
  return [...twice, ...subnets, ...missing(config, 'azs', [compilation['az']]), ...ofVm(compilation, config)];
}

function ofGroup(group: YamlMap, config: YamlMap): string[] {
  const azs = Array.isArray(group['azs']) ? group['azs'] : [];
  const networks = listOf(group, 'networks');
  const statics = networks.flatMap((network) => {
    const inCloud = find(config, ['networks', scalarText(network['name'])]);
    const there = listOf(inCloud, 'subnets').flatMap((subnet) => [subnet['static'] ?? []].flat().map(scalarText));
    const wanted = [network['static_ips'] ?? []].flat().map(scalarText);
    return wanted.filter((ip) => !there.includes(ip)).map((ip) => `${ip} is not static`);
  });
  const disk = group['persistent_disk_type'];
  return [
    ...missing(config, 'azs', azs),
    ...(disk === undefined ? [] : missing(config, 'disk_types', [disk])),
    ...networks.flatMap(({ name }) =>
      azs.flatMap((az) => ofVm({ az, network: name ?? null, vm_type: group['vm_type'] ?? null }, config)),
    ),
    ...statics,
  ];
}

/** What a VM is placed by: its zone must be one of its network. */
function ofVm({ az, vm_type: vmType, network }: YamlMap, config: YamlMap): string[] {
  const inCloud = find(config, ['networks', scalarText(network)]);
  const placed = isMap(inCloud) && zonesOf(inCloud).includes(scalarText(az));
  return [
    ...missing(config, 'vm_types', [vmType]),
    ...missing(config, 'networks', [network]),
    ...(placed ? [] : [`the network ${scalarText(network)} has no subnet in ${scalarText(az)}`]),
  ];
}

function missing(config: YamlMap, list: string, names: readonly (YamlValue | undefined)[]): string[] {
  const known = namesOf(config, list);
  return names
    .map(scalarText)
    .filter((name) => !known.includes(name))
    .map((name) => `there is no ${name} in ${list}`);
}

function zonesOf(network: YamlMap): string[] {
  return listOf(network, 'subnets').flatMap(({ az, azs }) => [azs ?? az ?? []].flat().map(scalarText));
}

function namesOf(config: YamlMap, list: string): string[] {
  return listOf(config, list).map(({ name }) => scalarText(name));
}

function listOf(parent: YamlValue | undefined, key: string): YamlMap[] {
  const list = isMap(parent) ? parent[key] : undefined;
  return Array.isArray(list) ? list.filter(isMap) : [];
}
