/**
 * Addresses of instances as far as a manifest tells them, and names of BOSH DNS for the others. Sources:
 * cloudfoundry/bosh v283.1.6, bosh-director, deployment_plan/network_settings.rb, dns/dns_encoder.rb, and
 * bosh-core, canonicalizer.rb.
 */
import type { GroupNetwork, InstanceGroup } from './deployment-manifest.js';

/** The Director's root domain, where its operator has not chosen another one. */
export const rootDomain = 'bosh';

/** RFC 5737 keeps these for documentation: they stand for addresses that the Director will choose. */
const unknownAddress = (index: number): string => `192.0.2.${(index % 254) + 1}`;

/** The Director's identifiers are random; these are told apart by the instance's index. */
export const identifier = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** The network whose address stands for an instance: the one that says so, else the one with the gateway. */
export function addressableNetwork({ networks }: InstanceGroup): GroupNetwork | undefined {
  const withDefault = (use: string): GroupNetwork | undefined => networks.find((each) => each.defaults.includes(use));
  return withDefault('addressable') ?? withDefault('gateway') ?? networks[0];
}

/** An instance's IP address on a network. */
export function ipAddress(network: GroupNetwork | undefined, index: number): string {
  return network?.staticIps[index] ?? unknownAddress(index);
}

/** How an instance is addressed: by DNS names, by IP addresses, or by those of them that are known. */
export type Addressing = boolean | undefined;

/** An instance's address; by what is known, that is its static IP, else the name that does not depend on one. */
export function addressOf(
  group: InstanceGroup,
  network: GroupNetwork | undefined,
  index: number,
  { deployment, dns }: { readonly deployment: string; readonly dns: Addressing },
): string {
  const known = dns ?? network?.staticIps[index] === undefined;
  if (!known) return ipAddress(network, index);
  return [identifier(index), ...[group.name, network?.name ?? 'default', deployment].map(canonical), rootDomain].join(
    '.',
  );
}

/** A name as DNS has it. */
export function canonical(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/[^a-z0-9-]/g, '');
}

/** The name that BOSH DNS answers with all instances of a group: what `link('...').address` is without criteria. */
export function groupAddress(group: InstanceGroup, deployment: string): string {
  const network = addressableNetwork(group)?.name ?? 'default';
  return ['q-s0', ...[group.name, network, deployment].map(canonical), rootDomain].join('.');
}
