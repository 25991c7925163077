/** The first instance of a group, with what a deployment alone would know filled in by what stands out as such. */
import type { InstanceSpec, LinkInstance } from '../erb/job.js';
import type { ReleaseFiles } from '../release/release-files.js';
import type { YamlMap } from '../yaml-value.js';
import {
  addressableNetwork,
  type Addressing,
  addressOf,
  canonical,
  identifier,
  ipAddress,
  rootDomain,
} from './addresses.js';
import type { DeploymentManifest, GroupNetwork, InstanceGroup } from './deployment-manifest.js';

/** What templates see as `spec` on the group's first instance. */
export function firstInstance(
  group: InstanceGroup,
  { name: deployment, dnsAddresses: dns }: DeploymentManifest,
  release: ReleaseFiles,
): InstanceSpec {
  const network = addressableNetwork(group);
  const alone = group.networks.length === 1;
  const networks = group.networks.map((each): [string, YamlMap] => [
    each.name,
    {
      type: 'manual',
      ip: ipAddress(each, 0),
      netmask: '255.255.255.0',
      gateway: '192.0.2.254',
      dns: ['192.0.2.253'],
      // network_planner: the only network is the default one for all.
      default: alone && each.defaults.length === 0 ? ['dns', 'gateway'] : [...each.defaults],
      dns_record_name: ['0', ...[group.name, each.name, deployment].map(canonical), rootDomain].join('.'),
    },
  ]);
  return {
    deployment,
    name: group.name,
    job: { name: group.name },
    index: 0,
    id: identifier(0),
    az: group.azs[0] ?? null,
    bootstrap: true,
    address: addressOf(group, network, 0, { deployment, dns }),
    ip: ipAddress(network, 0),
    networks: Object.fromEntries(networks),
    dns_domain_name: rootDomain,
    persistent_disk: group.persistentDisk,
    release: { name: release.name, version: release.version },
  };
}

/** The group's instances as `link('...').instances` shows them, by their addresses on the network. */
export function linkInstances(
  group: InstanceGroup,
  network: GroupNetwork | undefined,
  by: { readonly deployment: string; readonly dns: Addressing },
): LinkInstance[] {
  return Array.from({ length: group.instances }, (_, index) => ({
    name: group.name,
    index,
    id: identifier(index),
    az: group.azs[index % Math.max(1, group.azs.length)] ?? null,
    address: addressOf(group, network, index, by),
    bootstrap: index === 0,
  }));
}
