/**
 * Hosts that cells and staging containers of the consul era can reach.
 *
 * Source: shared fact of garden-linux 8ab2cbf, setup.sh, and consul-release's confab: staging containers
 * use the cell's resolv.conf, and consul's DNS listens on the cell's loopback only.
 */
import { consulDomain } from '../foundations/diego-wiring.js';
import { assumedFoundation, type Foundation } from '../foundations/foundation.js';
import { isVariable } from '../yaml-value.js';
import { type AddressProblem, hostFormProblem, variableInText } from './registry-address.js';

/** Why cells or staging containers cannot reach `host`, if they cannot. */
export function hostProblem(
  host: string,
  { name, version }: Foundation = assumedFoundation,
): AddressProblem | undefined {
  if (isVariable(host)) return undefined;
  if (host.includes('://')) return { problem: 'has a scheme', hint: 'write the host alone: registry.example.com' };
  if (/:\d+$/.test(host) && host.split(':').length === 2) {
    return { problem: 'has a port', hint: 'write the host alone, and the port as registry.port' };
  }
  const consul = name === 'diego-release' ? version : undefined;
  return hostFormProblem(host.replace(variableInText, 'x')) ?? unreachable(host, consul);
}

/** `diegoRelease` is the version of a diego-release, on whose cells consul serves names. */
function unreachable(host: string, diegoRelease: string | undefined): AddressProblem | undefined {
  if (/^localhost$/i.test(host) || /^127(\.\d+){3}$/.test(host) || host === '0.0.0.0') {
    return {
      problem: 'is the container itself, seen from a staging container, and the cell, seen from a cell',
      hint: "use the registry's own address",
    };
  }
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
