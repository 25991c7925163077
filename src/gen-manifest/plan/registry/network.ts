/** The network of a service's instances, in both kinds of manifest. */
import type { ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { noted, type PlannedMap, type PlannedValue } from '../planned.js';

/** The network, with the addresses of the instances where they are known beforehand. */
export function networkOf({ part, staticIps }: Service, name: PlannedValue, release: ReleaseDeployment): PlannedMap {
  if (!staticIps) return { name };
  const reason = release.reasonOf(`${part}.static_ips`) ?? { text: `The address that ${part}.host names` };
  return { name, static_ips: noted([...staticIps], reason) };
}
