/**
 * Subnets that share addresses. BOSH refuses them within one network; across networks it counts each network
 * by itself, and can give one address to two VMs.
 *
 * Source: cloudfoundry/bosh, bosh-director/lib/bosh/director/deployment_plan/manual_network.rb.
 */
import type { Finding } from '../../errors.js';
import { groupAndZone, jobNames } from '../../foundations/topology.js';
import { type Address, byFirst, type Interval, moved, overlap } from './address-interval.js';
import type { Checked } from './check.js';
import type { ReadSubnet } from './subnet-arithmetic.js';

/** One finding for each subnet that overlaps one before it, of its own or of another network. */
export function overlapFindings(subnets: readonly ReadSubnet[], checked: Checked): Finding[] {
  const findings: Finding[] = [];
  const reaching = new Map<string, ReadSubnet>();
  for (const subnet of [...subnets].sort((a, b) => byFirst(a.range, b.range))) {
    for (const before of reaching.values()) {
      if (!overlap(before.range, subnet.range)) continue;
      if (before.network === subnet.network) findings.push(refused(before, subnet));
      else if (bothUsed(before, subnet, checked)) findings.push(doubtful(before, subnet));
    }
    const furthest = reaching.get(subnet.network);
    if (!furthest || subnet.range.last > furthest.range.last) reaching.set(subnet.network, subnet);
  }
  return findings;
}

function refused(before: ReadSubnet, { network, text, given }: ReadSubnet): Finding {
  const place = given.place('range');
  return {
    code: 'address-conflict',
    severity: 'error',
    message: `${network}: the subnets ${before.text} and ${text} overlap`,
    hint: 'BOSH refuses that within one network; change or remove one of them',
    ...(place && { place }),
  };
}

function doubtful(before: ReadSubnet, { network, text, given }: ReadSubnet): Finding {
  const place = given.place('range');
  return {
    code: 'address-conflict',
    severity: 'warning',
    message: `${network}: the subnet ${text} overlaps ${before.network}'s ${before.text}`,
    hint: 'BOSH counts each network by itself and could give one address to two VMs; reserve in each what the other one uses',
    ...(place && { place }),
  };
}

/** True where both networks have instances, and addresses that either could give to one of them. */
function bothUsed(a: ReadSubnet, b: ReadSubnet, { deployment }: Checked): boolean {
  const used = ({ network }: ReadSubnet): boolean =>
    jobNames.some((job) => `diego${groupAndZone(job).zone}` === network && deployment.count(job).instances !== 0);
  if (!used(a) || !used(b)) return false;
  return meet(freeIntervals(a), freeIntervals(b));
}

/** Whether two lists of intervals, each in order and without overlaps, have an address in common. */
function meet(a: readonly Interval[], b: readonly Interval[]): boolean {
  let [here, there] = [0, 0];
  for (;;) {
    const [left, right] = [a[here], b[there]];
    if (!left || !right) return false;
    if (overlap(left, right)) return true;
    if (left.last < right.last) here++;
    else there++;
  }
}

/** The addresses of a subnet that BOSH may use: all but the reserved ones and the gateway. */
function freeIntervals({ range, gateway, reserved }: ReadSubnet): Interval[] {
  const taken = [...reserved, ...(gateway ? [gateway] : [])].sort(byFirst);
  const free: Interval[] = [];
  let from: Address = moved(range.first, 1);
  for (const { first, last } of taken) {
    if (from < first) free.push({ first: from, last: moved(first, -1) });
    if (last >= from) from = moved(last, 1);
  }
  if (from < range.last) free.push({ first: from, last: moved(range.last, -1) });
  return free;
}
