/** Static addresses must be neither the gateway's nor reserved nor the subnet's own, and be listed once. */
import { type Cidr, contains, overlap } from './address-interval.js';
import type { AddressFault, Entry } from './subnet-addresses.js';

/** The faults of `fixed`, the static entries; these and `reserved` are in the order of their first addresses. */
export function staticConflicts(
  range: Cidr,
  fixed: readonly Entry[],
  reserved: readonly Entry[],
  gateway: Entry | undefined,
): AddressFault[] {
  const faults: AddressFault[] = [];
  let at = 0;
  let before: Entry | undefined;
  for (const entry of fixed) {
    while (at < reserved.length && (reserved[at] as Entry).last < entry.first) at++;
    if (contains(range, entry)) faults.push(...taken(entry, range, reserved[at], gateway));
    if (before && overlap(before, entry)) faults.push(twice(entry, before));
    if (!before || entry.last > before.last) before = entry;
  }
  return faults;
}

function taken(entry: Entry, range: Cidr, reserved: Entry | undefined, gateway: Entry | undefined): AddressFault[] {
  const others = [
    gateway && overlap(gateway, entry) && `the gateway ${gateway.text}`,
    reserved && overlap(reserved, entry) && `reserved ${reserved.text}`,
    entry.first === range.first && "the subnet's first address, which no machine can have",
    entry.last === range.last && "the subnet's last address, which no machine can have",
  ];
  return others.flatMap((other): AddressFault[] => {
    if (!other) return [];
    const message = `static ${entry.text} overlaps ${other}`;
    const hint = 'BOSH refuses that; take the address out of static';
    return [{ key: 'static', item: entry.item, code: 'address-conflict', message, hint }];
  });
}

function twice({ text, item }: Entry, before: Entry): AddressFault {
  const message = `static ${text} stands there already, in ${before.text}`;
  return { key: 'static', item, code: 'address-conflict', severity: 'warning', message, hint: 'remove one of them' };
}
