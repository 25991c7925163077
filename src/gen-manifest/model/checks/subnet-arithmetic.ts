/** The checks of all subnets: each by itself, against one another, and against the registry. */
import type { Finding } from '../../errors.js';
import type { Cidr, Interval } from './address-interval.js';
import type { AddressReader } from './address-reader.js';
import type { Checked } from './check.js';
import { registryFindings } from './registry-in-subnet.js';
import { readSubnet } from './subnet-addresses.js';
import { overlapFindings } from './subnet-overlaps.js';
import type { GivenSubnet } from './subnets.js';

/** A subnet whose range could be read, with the addresses in it that could be. */
export interface ReadSubnet {
  readonly network: string;
  /** The range as it was written. */
  readonly text: string;
  readonly range: Cidr;
  readonly gateway: Interval | undefined;
  readonly reserved: readonly Interval[];
  readonly static: readonly Interval[];
  readonly given: GivenSubnet;
}

/** All findings of subnet arithmetic; linear in the number of addresses, but for sorting. */
export function subnetFindings(subnets: readonly GivenSubnet[], reader: AddressReader, checked: Checked): Finding[] {
  const findings: Finding[] = [];
  const read = subnets.map((subnet) => readSubnet(subnet, reader, findings)).filter((subnet) => subnet !== undefined);
  return [...findings, ...overlapFindings(read, checked), ...registryFindings(read, reader, checked)];
}
