/** The properties of the errands: whom they work as, and where the registry is, if no link can say so. */
import type { Errand, ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import type { PlannedMap } from '../planned.js';
import { errandUsers } from './errand-users.js';
import { type Decided, jobProperties } from './given.js';
import { withoutBpm } from './service-properties.js';

/** Name of an errand's user in the registry. */
const userOf: Readonly<Record<string, string>> = { 'smoke-tests': 'smoke-tests', 'mirror-images': 'mirror' };

/** The properties of one errand; directors of v1 manifests may know no links. */
export function errandProperties({ name, given }: Errand, release: ReleaseDeployment): PlannedMap {
  const user = errandUsers(release).find((each) => each.name === userOf[name]);
  const v1 = release.facts.manifest === 'v1';
  return jobProperties(given, {
    ...(user && { username: user.name, password: user.password }),
    ...(v1 && release.registry && { ...address(release.registry), 'bpm.enabled': withoutBpm }),
    protocol: release.facts.protocol === 'schema1' ? release.facts.protocol : undefined,
  });
}

function address({ host, port, tls, certificate, given }: Service): Decided {
  const ca = given.find('tls.ca')?.value ?? (certificate === undefined ? undefined : `((${certificate}.ca))`);
  return {
    'registry.host': host,
    'registry.port': port,
    'registry.tls': tls,
    'registry.ca': tls ? ca : undefined,
  };
}
