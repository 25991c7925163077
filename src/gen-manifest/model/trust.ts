/** How Diego trusts the private registry and the Docker cache. */
import type { Foundation } from '../foundations/foundation.js';
import type { Settings } from '../settings/settings.js';

/** By their CA, or without a check, as insecure registries. */
export interface Trust {
  readonly by: 'ca' | 'insecure';
  /** Absolute name of the variable whose `.ca` is the CA, such as `/diego-docker/registry_ca`. */
  readonly caVariable: string;
}

/** By the CA on cf-deployment unless a setting says otherwise; Diego of diego-release knows only the lists. */
export function trust(settings: Settings, { name }: Foundation): Trust {
  const byCa = name === 'cf-deployment' && settings.own('diego.trust') !== 'insecure';
  return { by: byCa ? 'ca' : 'insecure', caVariable: settings.own('registry.ca_variable') };
}
