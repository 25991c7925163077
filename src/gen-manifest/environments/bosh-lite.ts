/**
 * BOSH-Lite: containers on one machine, nothing of it is the operator's to know.
 *
 * Source: diego-release v0.1463.0, manifest-generation/bosh-lite-stubs/iaas-settings.yml: 64 subnets of
 * four addresses a network, the first address of each reserved for the gateway that Garden makes. The network of
 * registry and cache is that of diego-docker-cache-release, manifest-generation/bosh-lite-stubs/iaas-settings.yml. The
 * network in a cloud config is that of cf-deployment v58.0.0, iaas-support/bosh-lite/cloud-config.yml.
 */
import type { EnvironmentNetwork } from '../foundations/topology.js';
import { find, isMap, scalarText, type YamlMap, type YamlValue } from '../yaml-value.js';
import { commonSettings } from './common-settings.js';
import { type DiegoEnvironment, subnet } from './environment.js';

const prefixes: Record<EnvironmentNetwork, string> = {
  diego1: '10.244.16',
  diego2: '10.244.18',
  diego3: '10.244.20',
  docker: '10.244.2',
};

/** The first `fixed` of them have their one address for VMs that ask for it. */
function tinySubnets(prefix: string, fixed: number): YamlMap[] {
  return Array.from({ length: 64 }, (_, index) => ({
    range: `${prefix}.${index * 4}/30`,
    reserved: [`${prefix}.${index * 4 + 1}`],
    static: index < fixed ? [`${prefix}.${index * 4 + 2}`] : [],
    cloud_properties: {},
  }));
}

/** Has the one address of the first subnets be static; subnets of the operator's own stay. */
function withStatic(subnets: YamlValue, count: number): YamlValue {
  if (!Array.isArray(subnets)) return subnets;
  return subnets.map((subnet, index) => {
    const [, prefix, first] = /^([\d.]+\.)(\d+)\/30$/.exec(scalarText(find(subnet, ['range']))) ?? [];
    const own = !isMap(subnet) || first === undefined || index >= count;
    return own ? subnet : { ...subnet, static: [`${prefix}${Number(first) + 2}`] };
  });
}

export const boshLite: DiegoEnvironment = {
  name: 'bosh-lite',
  title: 'BOSH-Lite',
  settings: commonSettings('bosh-warden-boshlite-ubuntu-trusty-go_agent'),
  compilationCloudProperties: () => ({}),
  poolCloudProperties: () => ({}),
  databaseDiskCloudProperties: () => ({}),
  withStatic,
  subnets: (network, read) =>
    read(`networks.${network}.range`) === undefined
      ? tinySubnets(prefixes[network], network === 'docker' ? 4 : 0)
      : [subnet(network, read, {})],
  cloudConfig: {
    az: () => ({}),
    vmType: () => ({}),
    diskType: () => ({}),
    subnet: () => ({}),
    dns: { servers: ['8.8.8.8'], why: 'A public server, as the containers of BOSH-Lite have none of their own' },
    ownSubnet: { range: '10.244.0.0/20', gateway: '10.244.0.1' },
  },
};
