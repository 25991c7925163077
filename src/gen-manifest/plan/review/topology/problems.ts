/** Why a connection to registry or cache is known not to work, or not to be safe. */
import { diegoFillsCache } from '../../../foundations/diego-wiring.js';
import { contains } from '../../../model/checks/address-interval.js';
import { AddressReader } from '../../../model/checks/address-reader.js';
import { hostProblem } from '../../../model/registry-host.js';
import { withoutCredentials } from '../../../model/registry-address.js';
import { isAddress } from '../../../model/registry/service.js';
import type { Service } from '../../../model/registry/release-deployment.js';
import { scalarText } from '../../../yaml-value.js';
import type { Subject } from '../subject.js';
import { addressesOf, type Client } from './wiring.js';

/** The problems of one connection as one sentence; undefined where none is known. */
export function connectionProblem(client: Client, service: Service, subject: Subject): string | undefined {
  const problems = [
    unreachable(service, subject),
    client === 'staging-container' ? closed(service, subject) : undefined,
    unchecked(service, subject),
  ].filter((problem) => problem !== undefined);
  return problems.length === 0 ? undefined : problems.join('; ');
}

function unreachable({ host, part }: Service, { deployment: { foundation } }: Subject): string | undefined {
  // The name of the cache that Diego fills is consul's: the stager looks it up, no container does.
  if (part === 'cache' && diegoFillsCache(foundation)) return undefined;
  const problem = hostProblem(host, foundation);
  return problem && `${withoutCredentials(host)} ${problem.problem}: ${problem.hint}`;
}

/** RFC 1918: CF's own security group public_networks leaves these out. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Containers reach a private address only where a rule of a security group opens it. */
function closed(service: Service, subject: Subject): string | undefined {
  const reader = new AddressReader();
  const inside = (address: string, range: string): boolean => {
    const [one, all] = [reader.interval(address), reader.interval(range)];
    return one !== undefined && all !== undefined && contains(all, one);
  };
  const { staticIps = [], host, part } = service;
  const hosts = [...new Set([...staticIps.map(scalarText), host].filter(isAddress))];
  const ports = addressesOf(service, subject).flatMap(({ port }) => (typeof port === 'number' ? [port] : []));
  const open = (address: string, port: number): boolean =>
    subject.reached.some((rule) => rule.ports.includes(port) && inside(address, rule.destination));
  const left = hosts
    .filter((address) => privateRanges.some((range) => inside(address, range)))
    .flatMap((address) => ports.filter((port) => !open(address, port)).map((port) => `${address}:${port}`));
  if (left.length === 0) return undefined;
  const what = subject.reached.length === 0 ? 'no security group is made' : 'the security group leaves it out';
  return `containers do not reach ${left.join(', ')}: ${what}; security_group.destinations or ${part}.static_ips names it`;
}

function unchecked({ tls, part }: Service, { deployment: { trust, foundation } }: Subject): string | undefined {
  if (trust.by === 'ca') {
    return tls
      ? undefined
      : `it serves no TLS, and diego.trust is ca: set ${part}.tls to true, or diego.trust to insecure`;
  }
  if (!tls) return undefined;
  const instead =
    foundation.name === 'cf-deployment'
      ? 'diego.trust: ca has it checked'
      : 'this Diego cannot check it by a CA of yours';
  return `it serves TLS and is in a list of insecure registries alone: nobody checks its certificate; ${instead}`;
}
