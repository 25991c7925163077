/**
 * Hosts that cells and staging containers of the consul era can reach.
 *
 * Source: shared fact of garden-linux 8ab2cbf, setup.sh, and consul-release's confab: staging containers
 * use the cell's resolv.conf, and consul's DNS listens on the cell's loopback only.
 */
import { cacheAddress, consulDomain } from '../foundations/diego-wiring.js';
import { assumedFoundation, type Foundation } from '../foundations/foundation.js';
import { isVariable } from '../yaml-value.js';
import { type AddressProblem, credentials, hostFormProblem, variableInText } from './registry-address.js';

/** Why cells or staging containers cannot reach `host`, if they cannot. */
export function hostProblem(
  host: string,
  { name, version }: Foundation = assumedFoundation,
): AddressProblem | undefined {
  if (isVariable(host)) return undefined;
  if (host.includes('@')) return credentials;
  if (host.includes('://')) return { problem: 'has a scheme', hint: 'write the host alone: registry.example.com' };
  if (/:\d+$/.test(host) && host.split(':').length === 2) {
    return { problem: 'has a port', hint: 'write the host alone, and the port as registry.port' };
  }
  const consul = name === 'diego-release' ? version : undefined;
  return hostFormProblem(host.replace(variableInText, 'x')) ?? unreachable(host, consul);
}

/** Why the host of a well-formed `host:port` cannot be reached; the cache's own address can, wherever it is listed. */
export function reachProblem(
  entry: string,
  { name, version }: Foundation = assumedFoundation,
): AddressProblem | undefined {
  const host = entry.slice(0, entry.lastIndexOf(':'));
  if (isVariable(entry) || isVariable(host) || entry === `${cacheAddress.host}:${cacheAddress.port}`) return undefined;
  return unreachable(host, name === 'diego-release' ? version : undefined);
}

/** Ranges of IPv4 addresses that no registry can have: RFC 6890. */
const unusable: readonly (readonly [RegExp, string])[] = [
  [/^0\.[\d.]+$/, 'is no address of a host: 0.0.0.0/8 means the sender itself'],
  [/^169\.254\.[\d.]+$/, 'is link-local: only one network segment knows it, and IaaSes serve metadata there'],
  [/^2(2[4-9]|3\d)\.[\d.]+$/, 'is a multicast address: nothing answers TCP there'],
  [/^255\.255\.255\.255$/, 'is the broadcast address: nothing answers TCP there'],
  [/^2(4\d|5[0-5])\.[\d.]+$/, 'is in 240.0.0.0/4, which is reserved: nothing answers there'],
];

/** `diegoRelease` is the version of a diego-release, on whose cells consul serves names. */
function unreachable(host: string, diegoRelease: string | undefined): AddressProblem | undefined {
  if (/^localhost$/i.test(host) || /^127(\.\d+){3}$/.test(host) || host === '0.0.0.0') {
    return {
      problem: 'is the container itself, seen from a staging container, and the cell, seen from a cell',
      hint: "use the registry's own address",
    };
  }
  const [, never] = unusable.find(([range]) => range.test(host)) ?? [];
  if (never !== undefined) return { problem: never, hint: "use the registry's own address" };
  if (diegoRelease !== undefined && consulDomain.test(host)) {
    return {
      problem: `cannot be resolved in staging containers: consul's DNS listens on the cell's loopback only (diego-release@${diegoRelease})`,
      hint: "use the registry's IP address, or a name that the cells' DNS servers know",
    };
  }
  if (!host.includes('.')) {
    return {
      problem: 'is a bare name, which Docker takes for a user on Docker Hub and staging containers cannot resolve',
      hint: 'use an IP address, or a full name such as registry.example.com',
    };
  }
  return undefined;
}
