/** Subnet arithmetic: ranges outside their subnet, subnets that overlap, and two things on one address. */
import type { Finding } from '../../errors.js';
import { placeOf } from '../../settings/layers.js';
import { scalarText, type YamlMap } from '../../yaml-value.js';
import { cacheAddresses } from '../cache-addresses.js';
import type { Checked } from './check.js';
import { givenSubnets, type GivenSubnet, isGiven } from './subnets.js';

/** All findings; the arithmetic is loaded only where somebody gives an address, not a ((variable)). */
export async function addresses(checked: Checked): Promise<Finding[]> {
  const findings = oneAddress(checked);
  const subnets = givenSubnets(checked);
  if (!subnets.some(hasAddresses) && !registryIsAddress(checked)) return findings;
  const { subnetFindings } = await import('./subnet-arithmetic.js');
  const { AddressReader } = await import('./address-reader.js');
  const reader = subnets.some(({ value }) => mayHoldIpv6(value))
    ? new AddressReader((await import('./ipv6-address.js')).readIpv6)
    : new AddressReader();
  return [...findings, ...subnetFindings(subnets, reader, checked)];
}

const keys = ['range', 'gateway', 'reserved', 'static', 'dns'] as const;

/** What the environment has made needs no check by itself. */
function hasAddresses({ value, place }: GivenSubnet): boolean {
  return keys.some((key) => [value[key]].flat().some(isGiven) && place(key) !== undefined);
}

function registryIsAddress({ loaded: { settings } }: Checked): boolean {
  return /^[\d.]+$/.test(scalarText(settings.value('registry.host')));
}

function mayHoldIpv6(subnet: YamlMap): boolean {
  return keys.some((key) => {
    const value = subnet[key];
    if (Array.isArray(value)) return value.some((item) => typeof item === 'string' && item.includes(':'));
    return typeof value === 'string' && value.includes(':');
  });
}

/** The registry and the cache on one host and port: every image would go to one of them. */
function oneAddress({ loaded: { settings }, deployment }: Checked): Finding[] {
  if (!settings.own('registry.enabled') || !settings.own('cache.enabled')) return [];
  const registry = settings.find('registry.host');
  const address = `${scalarText(registry?.value)}:${settings.own('registry.port')}`.toLowerCase();
  const cached = cacheAddresses(settings, deployment.foundation).map((each) => each.address.toLowerCase());
  if (!registry || !cached.includes(address)) return [];
  return [
    {
      code: 'address-conflict',
      severity: 'error',
      message: `registry and cache are both at ${scalarText(registry.value)}:${settings.own('registry.port')}`,
      hint: 'give the registry a host or a port of its own, or set cache.enabled to false',
      place: placeOf(registry),
    },
  ];
}
