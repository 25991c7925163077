/**
 * Whether a network of a cloud config can take the instances: a subnet in each of their zones, and their addresses
 * among its static ones.
 *
 * Source: cloudfoundry/bosh v283.1.6, bosh-director/lib/bosh/director/deployment_plan: manual_network_subnet.rb,
 * instance_group_networks_parser.rb and network_planner.
 */
import type { Finding, Place } from '../../errors.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { contains, has } from '../checks/address-interval.js';
import { AddressReader } from '../checks/address-reader.js';
import { readSubnet } from '../checks/subnet-addresses.js';
import type { ReadSubnet } from '../checks/subnet-arithmetic.js';
import type { GivenSubnet } from '../checks/subnets.js';
import type { CloudConfig, GivenAddress } from './cloud-config.js';

/** A network to check: one of our making, or that of an operator's own cloud config. */
export interface CheckedNetwork {
  readonly name: string;
  readonly subnets: readonly GivenSubnet[];
  /** Where the network is, for messages: `the base` or a setting. */
  readonly where: string;
  readonly place?: Place | undefined;
  /** How to change it. */
  readonly change: string;
  /** True where BOSH has not taken it yet, so that its own values are checked as well. */
  readonly fresh: boolean;
  /** True where the addresses of the instances were put among the static ones: there the network's own check speaks. */
  readonly placed: boolean;
}

/** The findings of a network for this cloud config; `readIpv6` is given where its subnets may be IPv6. */
export function networkFindings(
  network: CheckedNetwork,
  { azs, addresses }: CloudConfig,
  reader: AddressReader = new AddressReader(),
): Finding[] {
  const findings: Finding[] = [];
  const own: Finding[] = [];
  const read = network.subnets.map((subnet) => readSubnet(subnet, reader, own));
  if (network.fresh) findings.push(...own);
  findings.push(...azs.flatMap(({ name }) => zoneFindings(network, name)));
  const zones = azs.map(({ name }) => name);
  for (const address of network.placed ? [] : addresses)
    findings.push(...addressFindings(network, read, { address, zones }, reader));
  return findings;
}

/** The zones that a subnet says it is in; undefined where a variable or nothing says it. */
export function zonesOf({ az, azs }: YamlMap): readonly string[] | undefined {
  const given: YamlValue | undefined = azs ?? az;
  if (given === undefined || given === null) return [];
  const list = Array.isArray(given) ? given : [given];
  const texts = list.map(scalarText);
  return texts.some((text) => text.includes('((')) ? undefined : texts;
}

function zoneFindings({ name, subnets, where, place, change }: CheckedNetwork, az: string): Finding[] {
  const zones = subnets.map(({ value }) => zonesOf(value));
  if (zones.some((each) => each === undefined || each.includes(az))) return [];
  const known = [...new Set(zones.flat())].join(', ') || 'none';
  return [
    {
      code: 'zone-without-subnet',
      severity: 'error',
      message: `${where} has no subnet in the zone ${az} for the network ${name}: its zones are ${known}`,
      hint: `name zones that it has with bosh.azs, another network with bosh.network, or ${change}`,
      ...(place && { place }),
    },
  ];
}

interface AddressInZones {
  readonly address: GivenAddress;
  readonly zones: readonly string[];
}

function addressFindings(
  network: CheckedNetwork,
  read: readonly (ReadSubnet | undefined)[],
  { address, zones }: AddressInZones,
  reader: AddressReader,
): Finding[] {
  const { text, setting } = address;
  const number = reader.address(text);
  if (number === undefined) return [];
  const [home, ...others] = read.filter((subnet) => subnet && has(subnet.range, number)) as ReadSubnet[];
  if (!home) {
    // A subnet whose range is a variable may have it.
    if (read.includes(undefined)) return [];
    return [wrong(network, `${setting} has ${text}, which is in no subnet of the network ${network.name}`)];
  }
  const inZones = [home, ...others].some(({ given }) => zonesOf(given.value)?.some((az) => zones.includes(az)) ?? true);
  if (!inZones) {
    const there = zonesOf(home.given.value)?.join(', ') ?? '';
    const message = `${setting} has ${text}, which is in the zone ${there} of the network ${network.name}, and bosh.azs is ${zones.join(', ')}`;
    return [wrong(network, message)];
  }
  const one = { first: number, last: number };
  if (home.static.some((interval) => contains(interval, one)) || undecided(home)) return [];
  const reserved = home.reserved.some((interval) => contains(interval, one));
  const which = reserved ? 'reserved in' : 'not among the static addresses of';
  return [wrong(network, `${setting} has ${text}, which is ${which} the subnet ${home.text} of ${network.name}`)];
}

/** Static addresses that a variable gives are not known. */
function undecided({ given }: ReadSubnet): boolean {
  return [given.value['static']].flat().some((entry) => scalarText(entry).includes('(('));
}

function wrong({ where, change, place }: CheckedNetwork, message: string): Finding {
  return {
    code: 'outside-subnet',
    severity: 'error',
    message: `${message} (${where})`,
    hint: `BOSH gives a fixed address only where a subnet has it as static: take one of those, or ${change}`,
    ...(place && { place }),
  };
}

/** The maps among a network's subnets. */
export function subnetMaps(subnets: YamlValue | undefined): YamlMap[] {
  return Array.isArray(subnets) ? subnets.filter(isMap) : [];
}
