/** Where the keys of upstream's iaas-settings stub end up: `-i` replaces the settings of the environment. */
import type { IaasSettings } from '../../environments/environment.js';
import { assumedFoundation } from '../../foundations/foundation.js';
import { networkNames, resourcePoolNames } from '../../foundations/topology.js';
import type { YamlValue } from '../../yaml-value.js';
import { planDiegoManifest } from '../diego/manifest.js';
import { plain } from '../planned.js';
import { planIaasSettings } from '../stubs/iaas-settings.js';
import type { Traced } from './destinations.js';
import { resolveSettings } from './documents.js';
import { findMarks, mark } from './marks.js';

/** Every key of the stub that is read, found by planning stub and manifest from the same marks. */
export async function traceIaasStub(): Promise<Traced[]> {
  const iaas = markedIaas();
  const deployment = await resolveSettings({ env: 'openstack' });
  const inStub = findMarks(plain(planIaasSettings(iaas, assumedFoundation.version).value));
  const inManifest = findMarks(plain(planDiegoManifest(deployment, iaas).value));
  return [...inStub].flatMap(([number, paths]): Traced[] =>
    paths.map((path) => ({
      source: { kind: 'iaas', path: path.join('.') },
      destinations: (inManifest.get(number) ?? []).map((at) => ({ document: 'manifest', path: at })),
    })),
  );
}

function markedIaas(): IaasSettings {
  let number = 0;
  const next = (): YamlValue => mark(number++);
  const each = <Name extends string>(names: readonly Name[]): Record<Name, YamlValue> =>
    Object.fromEntries(names.map((name) => [name, next()])) as Record<Name, YamlValue>;
  return {
    stemcell: next(),
    compilationCloudProperties: next(),
    resourcePools: each(resourcePoolNames),
    subnets: each(networkNames),
    databaseDisks: { size: next(), cloudProperties: next() },
  };
}
