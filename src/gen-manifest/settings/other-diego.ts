/** Which version of diego-release stubs are for, where it is not the one that is assumed. */
import { assumedFoundation } from '../foundations/foundation.js';
import { scalarText, type YamlValue } from '../yaml-value.js';
import type { DiegoCheckout } from './diego-checkout.js';

/** The version that a `foundation` setting names, or a checkout is; undefined for the assumed one, and for cf-deployment. */
export function otherDiego(foundation: YamlValue | undefined, checkout: DiegoCheckout | undefined): string | undefined {
  const [, named] = /^diego-release@v?(\d+\.\d+\.\d+)$/.exec(scalarText(foundation)) ?? [];
  const version = named ?? checkout?.version;
  return version === assumedFoundation.version ? undefined : version;
}
