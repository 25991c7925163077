/** Where BOSH DNS gives no names, the instances need addresses that are known beforehand; and as many as there are. */
import type { Finding } from '../../../errors.js';
import { foundationText } from '../../../foundations/foundation.js';
import { isVariable, scalarText } from '../../../yaml-value.js';
import type { Service } from '../release-deployment.js';
import { isAddress } from '../service.js';
import { type CheckedRelease, type ReleaseCheck, services, wrong } from './check.js';

export const staticAddresses: ReleaseCheck = (checked) =>
  services(checked.release).flatMap((service) => [
    ...missing(service, checked),
    ...tooFew(service, checked),
    ...notTheHost(service, checked),
    ...malformed(service, checked),
  ]);

function missing({ part, host, hostFound, staticIps, alias }: Service, checked: CheckedRelease): Finding[] {
  const { release, foundation } = checked;
  if (staticIps || alias || (part === 'cache' && release.facts.filledByDiego)) return [];
  return [
    wrong(
      'missing',
      `${part}.static_ips is not set, and ${foundationText(foundation)} has no BOSH DNS that could lead ${host} to the instances`,
      `set ${part}.static_ips to addresses of the network, to which your own DNS leads the name, or ${part}.host to an address`,
      hostFound,
    ),
  ];
}

function tooFew({ part, instances, staticIps }: Service, { settings }: CheckedRelease): Finding[] {
  if (!staticIps || typeof instances !== 'number' || staticIps.length === instances) return [];
  const has = counted(staticIps.length, 'address', 'addresses');
  const wanted = counted(instances, 'instance', 'instances');
  const found = settings.find(`${part}.static_ips`) ?? settings.find(`${part}.instances`);
  const hint = `set ${part}.static_ips to one address an instance`;
  return [wrong('not-allowed', `${part} has ${has} for ${wanted}; BOSH wants one for each`, hint, found)];
}

function notTheHost({ part, host, hostFound, staticIps = [] }: Service, { settings }: CheckedRelease): Finding[] {
  if (!isAddress(host) || staticIps.includes(host) || staticIps.some(isVariable)) return [];
  const message = `${part}.host is the address ${host}, which none of the instances has`;
  const hint = `add ${host} to ${part}.static_ips, or name the instances by a DNS name`;
  return [wrong('address-conflict', message, hint, hostFound ?? settings.find(`${part}.static_ips`))];
}

function malformed({ part, staticIps = [] }: Service, { settings }: CheckedRelease): Finding[] {
  const found = settings.find(`${part}.static_ips`);
  return staticIps.flatMap((ip) =>
    isVariable(ip) || isAddress(scalarText(ip))
      ? []
      : [
          wrong(
            'wrong-type',
            `${part}.static_ips has ${scalarText(ip)}, which is no IPv4 address`,
            'such as 10.0.1.20',
            found,
          ),
        ],
  );
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
