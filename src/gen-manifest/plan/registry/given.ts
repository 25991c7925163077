/** Puts properties that settings give over those that are decided, each with the place that it comes from. */
import type { GivenProperties } from '../../model/registry/given-properties.js';
import { Noted } from '../../model/reason.js';
import type { PlannedMap, PlannedValue } from '../planned.js';

/** The decided properties by their full name, such as `tls.enabled`; undefined where nothing is decided. */
export type Decided = Readonly<Record<string, PlannedValue | undefined>>;

/**
 * The properties of a job as a manifest has them, in the order of its schema. What is given wins; an explicit null
 * takes a property out, and what the job does not declare is not written.
 */
export function jobProperties(given: GivenProperties, decided: Decided): PlannedMap {
  const properties: PlannedMap = {};
  for (const { name } of given.declared) {
    // Decided values of these hold what is given already.
    const found = merged.includes(name) ? undefined : given.find(name);
    const value = found ? found.value : (decided[name] ?? null);
    if (value === null) continue;
    put(properties, name.split('.'), found ? new Noted(found.value, { from: found }) : value);
  }
  return properties;
}

/** Properties of which a part is given and a part decided. */
const merged = ['users', 'roles'];

function put(properties: PlannedMap, path: readonly string[], value: PlannedValue): void {
  let here = properties;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as PlannedMap;
  here[path.at(-1) as string] = value;
}
