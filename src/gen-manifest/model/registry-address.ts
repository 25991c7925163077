/**
 * Addresses of Docker registries: the forms that Diego's builder and stager take.
 *
 * Sources: docker_app_lifecycle 0e8c399, builder/main.go (an entry has no `://` and has a `:`, anything
 * else ends the builder, and with it the staging of every Docker app); diego-release v0.1463.0,
 * jobs/stager/templates/stager_ctl.erb (an entry reaches a shell without quotes).
 */
import { isVariable, variablePattern, type YamlValue } from '../yaml-value.js';

/** What is wrong with an address, and what to write instead. */
export interface AddressProblem {
  readonly problem: string;
  readonly hint: string;
}

/** Variables within an address, such as `((registry_host)):5000`. */
export const variableInText = new RegExp(variablePattern, 'gu');

const form = 'write host:port, for example registry.example.com:5000';

/** The problem of an address such as `user:password@host:5000`. */
export const credentials: AddressProblem = {
  problem: 'has credentials before an @',
  hint: 'write the address alone: who pushes an app gives its credentials',
};

/** An address as a message may show it: without the credentials before an `@`. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^]*@/i, '$1***@');
}

/**
 * True for a range of IPv4 addresses such as 10.0.0.0/8: garden takes registries within it for insecure, the
 * builder ends on it. Source: garden-shed c3949a4, distclient/insecure_registry_list.go.
 */
export function isCidr(text: string): boolean {
  const [, address, bits] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  return address !== undefined && ipv4Problem(address) === undefined && Number(bits) <= 32;
}

/** What is wrong with the form of one entry of an insecure registries' list, if anything. */
export function entryProblem(entry: YamlValue): AddressProblem | undefined {
  if (typeof entry !== 'string') return { problem: 'is not a string', hint: form };
  if (isVariable(entry)) return undefined;
  const text = entry.replace(variableInText, 'x');
  if (text.includes('@')) return credentials;
  if (text.includes('://')) return { problem: 'has a scheme', hint: `${form}, without http:// or https://` };
  if (isCidr(text)) {
    return { problem: 'is a range, which only garden takes', hint: `${form}; staging needs each registry by itself` };
  }
  if (!text.includes(':'))
    return { problem: 'has no port', hint: `${form}; the builder needs the port even if it is 443` };
  if (!/^[\w.:[\]/-]+$/.test(text)) {
    return { problem: 'has a character that no address has', hint: `${form}; one entry is one address` };
  }
  return undefined;
}

/** What is wrong with a whole `host:port` of gen-manifest's own settings, if anything. */
export function addressProblem(entry: YamlValue): AddressProblem | undefined {
  const wrongForm = entryProblem(entry);
  if (wrongForm || typeof entry !== 'string' || isVariable(entry)) return wrongForm;
  const text = entry.replace(variableInText, 'x');
  const at = text.lastIndexOf(':');
  const port = text.slice(at + 1);
  if (port !== 'x' && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535)) {
    return { problem: 'has no port from 1 to 65535', hint: form };
  }
  return hostFormProblem(text.slice(0, at));
}

/** What is wrong with the form of a host name or address, if anything. */
export function hostFormProblem(host: string): AddressProblem | undefined {
  if (host === '') return { problem: 'has no host', hint: form };
  if (host.includes('[') || host.split(':').length > 2) {
    return { problem: 'is an IPv6 address, which image names cannot hold', hint: 'use an IPv4 address or a DNS name' };
  }
  if (/^[\d.]+$/.test(host)) return ipv4Problem(host);
  const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
  if (host.length > 253 || !host.split('.').every((part) => label.test(part))) {
    return { problem: 'is no host name', hint: 'letters, digits, hyphens and dots' };
  }
  return undefined;
}

function ipv4Problem(host: string): AddressProblem | undefined {
  const octets = host.split('.');
  const valid = octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
  return valid
    ? undefined
    : { problem: 'is no IPv4 address', hint: 'four numbers from 0 to 255 without leading zeros' };
}
