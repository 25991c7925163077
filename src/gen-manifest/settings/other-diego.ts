/** Which version of diego-release stubs are for, where it is not the one that is assumed. */
import { assumedFoundation } from '../foundations/foundation.js';
import { scalarText, type YamlValue } from '../yaml-value.js';

/** The version that a `foundation` setting names; undefined for the assumed one, and for cf-deployment. */
export function otherDiego(foundation: YamlValue | undefined): string | undefined {
  const [, version] = /^diego-release@v?(\d+\.\d+\.\d+)$/.exec(scalarText(foundation)) ?? [];
  return version === assumedFoundation.version ? undefined : version;
}
