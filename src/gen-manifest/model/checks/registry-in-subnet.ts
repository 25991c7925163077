/** The registry's own address among Diego's subnets: it must be nobody else's. */
import type { Finding } from '../../errors.js';
import { placeOf } from '../../settings/layers.js';
import { scalarText } from '../../yaml-value.js';
import { has, type Interval } from './address-interval.js';
import type { AddressReader } from './address-reader.js';
import type { Checked } from './check.js';
import type { ReadSubnet } from './subnet-arithmetic.js';

/** Findings for a registry on a gateway's address, or on one that BOSH may give to a VM. */
export function registryFindings(
  subnets: readonly ReadSubnet[],
  reader: AddressReader,
  { loaded: { settings } }: Checked,
): Finding[] {
  const host = settings.find('registry.host');
  if (!host || !settings.own('registry.enabled')) return [];
  const text = scalarText(host.value);
  const address = reader.address(text);
  if (address === undefined) return [];
  const at = (interval: Interval | undefined): boolean => interval !== undefined && has(interval, address);
  return subnets.flatMap((subnet): Finding[] => {
    if (!at(subnet.range)) return [];
    const where = `${subnet.network}'s subnet ${subnet.text}`;
    if (at(subnet.gateway) || address === subnet.range.first || address === subnet.range.last) {
      const what = at(subnet.gateway) ? 'the gateway' : 'the first or last address';
      const message = `registry.host ${text} is ${what} of ${where}`;
      const hint = "give the registry's own address";
      return [{ code: 'address-conflict', severity: 'error', message, hint, place: placeOf(host) }];
    }
    if ([...subnet.reserved, ...subnet.static].some(at)) return [];
    const message = `registry.host ${text} is an address of ${where} that BOSH may give to a VM`;
    const hint = `add ${text} to that subnet's reserved addresses, or to its static ones where a job has it`;
    return [{ code: 'address-conflict', severity: 'warning', message, hint, place: placeOf(host) }];
  });
}
