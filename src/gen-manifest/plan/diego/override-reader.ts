/** Reads overrides the way upstream's templates do: `(( property_overrides.x || default ))`. */
import type { OverridePath } from '../../foundations/property-overrides.js';
import type { Deployment } from '../../model/deployment.js';
import type { YamlValue } from '../../yaml-value.js';
import type { Noted } from '../../model/reason.js';
import { noted } from '../planned.js';

/** An override, noted with the setting it came from; `otherwise` (null) where nobody sets it. */
export type OverrideReader = (path: OverridePath, otherwise?: YamlValue) => YamlValue | Noted;

/** A reader over the deployment's overrides. An explicit null is a value: upstream keeps it. */
export function overrideReader(deployment: Deployment): OverrideReader {
  return (path, otherwise = null) => {
    const found = deployment.override(path);
    return found ? noted(found.value, found.reason) : otherwise;
  };
}
