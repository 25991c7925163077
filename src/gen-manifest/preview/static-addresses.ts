/** The static addresses of a group on a network, one an instance. */
import { AddressReader } from '../model/checks/address-reader.js';
import type { YamlValue } from '../yaml-value.js';

const reader = new AddressReader();

/** The first `count` addresses that `given` names: addresses, and ranges such as `10.0.0.1 - 10.0.0.9`. */
export function staticAddresses(given: YamlValue | undefined, count: number): string[] {
  const entries = Array.isArray(given) ? given : [given];
  return entries.flatMap((entry) => (typeof entry === 'string' ? named(entry, count) : [])).slice(0, count);
}

function named(entry: string, count: number): string[] {
  const interval = reader.interval(entry);
  if (!interval || typeof interval.first !== 'number') return [entry.trim()];
  const { first, last } = interval;
  const length = Math.min(count, Number(last) - first + 1);
  return Array.from({ length }, (_, index) => ipv4Text(first + index));
}

function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
}
