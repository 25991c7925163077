/** Addresses as numbers, and ranges of addresses as intervals of them. */

/** An address: IPv4 as a number, IPv6 as a bigint above all of those, so that any two can be compared. */
export type Address = number | bigint;

/** All addresses from `first` to `last`, both included. */
export interface Interval {
  readonly first: Address;
  readonly last: Address;
}

/** A subnet, and whether its text names an address within it instead of its first one. */
export interface Cidr extends Interval {
  readonly hostBits: boolean;
}

/** Whether the two have an address in common. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether all addresses of `inner` are in `outer`. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether `address` is in `interval`. */
export function has({ first, last }: Interval, address: Address): boolean {
  return first <= address && address <= last;
}

/** The address `by` places behind `address`, or before it where `by` is negative. */
export function moved(address: Address, by: number): Address {
  return typeof address === 'bigint' ? address + BigInt(by) : address + by;
}

/** For sorting by the first address. */
export function byFirst(a: Interval, b: Interval): number {
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0;
}
