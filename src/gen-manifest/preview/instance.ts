/** The first instance of a group, with what a deployment alone would know filled in by what stands out as such. */
import type { InstanceSpec, LinkInstance } from '../erb/job.js';
import type { ReleaseFiles } from '../release/release-files.js';
import type { YamlMap } from '../yaml-value.js';
import type { InstanceGroup } from './deployment-manifest.js';

/** RFC 5737 keeps these for documentation: they stand for addresses that the Director will choose. */
const unknownAddress = (index: number): string => `192.0.2.${(index % 254) + 1}`;

/** The Director's identifiers are random; these are told apart by the instance's index. */
const identifier = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const domain = 'bosh';

/** What templates see as `spec` on the group's first instance. */
export function firstInstance(group: InstanceGroup, deployment: string, release: ReleaseFiles): InstanceSpec {
  const networks = Object.fromEntries(
    group.networks.map(({ name, staticIps }, index): [string, YamlMap] => [
      name,
      {
        type: 'manual',
        ip: staticIps[0] ?? unknownAddress(0),
        netmask: '255.255.255.0',
        gateway: '192.0.2.254',
        dns: ['192.0.2.253'],
        default: index === 0 ? ['dns', 'gateway'] : [],
        dns_record_name: ['0', group.name, name, deployment, domain].join('.'),
      },
    ]),
  );
  return {
    deployment,
    name: group.name,
    job: { name: group.name },
    index: 0,
    id: identifier(0),
    az: group.azs[0] ?? null,
    bootstrap: true,
    address: addressOf(group, deployment, 0),
    ip: group.networks[0]?.staticIps[0] ?? unknownAddress(0),
    networks,
    dns_domain_name: domain,
    persistent_disk: group.persistentDisk,
    release: { name: release.name, version: release.version },
  };
}

/** The group's instances as `link('...').instances` shows them. */
export function linkInstances(group: InstanceGroup, deployment: string): LinkInstance[] {
  return Array.from({ length: group.instances }, (_, index) => ({
    name: group.name,
    index,
    id: identifier(index),
    az: group.azs[index % Math.max(1, group.azs.length)] ?? null,
    address: addressOf(group, deployment, index),
    bootstrap: index === 0,
  }));
}

/** The name that BOSH DNS answers with all healthy instances of a group. */
export function groupAddress(group: InstanceGroup, deployment: string): string {
  return ['q-s0', group.name, group.networks[0]?.name ?? 'default', deployment, domain].join('.');
}

function addressOf({ name, networks }: InstanceGroup, deployment: string, index: number): string {
  const [network] = networks;
  return (
    network?.staticIps[index] ?? [identifier(index), name, network?.name ?? 'default', deployment, domain].join('.')
  );
}
