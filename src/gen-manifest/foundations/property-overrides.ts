/**
 * Every key that diego-release's templates read from the property-overrides stub, v0.1463.0.
 *
 * Source: diego-release v0.1463.0, manifest-generation/diego.yml (what is read, what is required);
 * jobs/<job>/spec of diego-release, garden-linux-release and etcd-release (meaning, default, unit).
 * A default named here is the job's own: it applies when the manifest says null, which is what
 * upstream writes for a key that the stub does not set.
 */
import type { Declaration } from './declaration.js';
import { bridgeOverrides } from './property-overrides/bridge.js';
import { cellOverrides } from './property-overrides/cells.js';
import { databaseOverrides } from './property-overrides/database.js';

/** The declarations by the path of the key below `property_overrides`. */
export const propertyOverrides = {
  ...databaseOverrides,
  ...cellOverrides,
  ...bridgeOverrides,
} as const satisfies Record<string, Declaration>;

/** A key of the property-overrides stub that upstream's templates read. */
export type OverridePath = keyof typeof propertyOverrides;
