/**
 * How many static addresses each of the networks diego1 to diego3 must have, by version: jobs were given them by
 * position before consul found them.
 *
 * Source: diego-release v0.1072.0 to v0.1446.0, manifest-generation/diego.yml, the highest index in `static_ips(...)`;
 * cloudfoundry-incubator/spiff v1.0.8, dynaml/call.go (every index must be there, however many instances there are, and
 * every subnet must have a list `static`).
 */
import type { VersionRow } from '../version-rows.js';

export const staticAddresses: readonly VersionRow<number>[] = [
  { range: '<=0.1209.0', fact: 1 },
  { range: '0.1221.0 - 0.1290.0', fact: 2 },
  { range: '0.1293.0 - 0.1421.1', fact: 11 },
  { range: '0.1423.0 - 0.1445.0', fact: 21 },
];
