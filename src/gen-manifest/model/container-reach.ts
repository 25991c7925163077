/** What containers must reach: the addresses and ports of registry and cache. */
import type { Finding } from '../errors.js';
import type { Foundation } from '../foundations/foundation.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import { scalarText } from '../yaml-value.js';
import { cacheAddresses } from './cache-addresses.js';
import { AddressReader } from './checks/address-reader.js';

/** Addresses, as a CIDR, an address or `first-last`, and the TCP ports that are open there. */
export interface Reached {
  readonly what: string;
  readonly destination: string;
  readonly ports: readonly number[];
}

const parts = { registry: 'the private Docker registry', cache: 'the Docker cache' } as const;
type Part = keyof typeof parts;

const destinations = 'security_group.destinations';

/** Every place that containers must reach; findings where none is given, or one is no address. */
export function containerReach(settings: Settings, foundation: Foundation, findings: Finding[]): Reached[] {
  const enabled = (Object.keys(parts) as Part[]).filter((part) => settings.own(`${part}.enabled`));
  const ports = enabled.map((part) => portsOf(part, settings, foundation, findings));
  const given = addresses(settings.find(destinations), findings);
  if (given.length > 0) {
    const what = enabled.map((part) => parts[part]).join(' and ');
    return given.map((destination) => ({ what, destination, ports: [...new Set(ports.flat())] }));
  }
  return enabled.flatMap((part, index) => {
    const own = addressesOf(part, settings, findings);
    if (own.length === 0 && findings.length === 0) findings.push(missing(part));
    return own.map((destination) => ({ what: parts[part], destination, ports: ports[index] ?? [] }));
  });
}

/** Those of the instances, else the host where it is an address itself. */
function addressesOf(part: Part, settings: Settings, findings: Finding[]): string[] {
  const given = addresses(settings.find(`${part}.static_ips`), findings);
  const host = scalarText(settings.find(`${part}.host`)?.value);
  return given.length === 0 && new AddressReader().address(host) !== undefined ? [host] : given;
}

/** The port of the registry, or those of the cache: it has one for each registry that it caches. */
function portsOf(part: Part, settings: Settings, foundation: Foundation, findings: Finding[]): number[] {
  const found = settings.trace(`${part}.port`);
  const ports = part === 'registry' ? [found?.value] : cacheAddresses(settings, foundation).map(({ port }) => port);
  const known = ports.filter((port) => typeof port === 'number');
  if (known.length === ports.length) return known;
  const by = typeof found?.value === 'number' ? settings.find('cache.properties.upstreams') : found;
  const unknown = ports.find((port) => typeof port !== 'number');
  const what = by === found ? `${part}.port` : 'the port of an upstream';
  const message = `${what} is ${scalarText(unknown)}, and a security group needs the number itself`;
  const place = by && { place: placeOf(by) };
  findings.push({ code: 'wrong-type', severity: 'error', message, hint: 'write the number of the port', ...place });
  return [];
}

function missing(part: Part): Finding {
  return {
    code: 'missing',
    severity: 'error',
    message: `a security group needs the addresses of ${parts[part]}, and neither ${part}.static_ips nor ${part}.host has any`,
    hint: `set ${part}.static_ips, or ${destinations} to where it is, such as its subnet; or ${part}.enabled to false`,
  };
}

/** The entries in the form that Cloud Controller takes: IPv4, without spaces; IPv6 is nothing that images are named by. */
function addresses(found: Found | undefined, findings: Finding[]): string[] {
  if (!found || !Array.isArray(found.value)) return [];
  const reader = new AddressReader();
  return found.value.flatMap((entry, index) => {
    const text = scalarText(entry).replace(/\s+/g, '');
    const interval = reader.interval(text);
    if (interval && interval.first <= interval.last) return [text];
    const what = interval ? 'ends before it starts' : 'is no IPv4 address, no CIDR and no range of addresses';
    findings.push({
      code: 'not-allowed',
      severity: 'error',
      message: `${found.path}[${index}] (${scalarText(entry)}) ${what}`,
      hint: 'write 10.0.1.20, 10.0.1.0/24 or 10.0.1.20-10.0.1.29: Cloud Controller resolves no names and no variables',
      place: placeOf(found, [index]),
    });
    return [];
  });
}
