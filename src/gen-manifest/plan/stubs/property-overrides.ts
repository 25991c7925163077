/**
 * The property-overrides stub for upstream's generator: what is required, what the settings say, and the
 * wiring. With a stub of the operator's own, only what has to be added to it.
 */
import type { Deployment } from '../../model/deployment.js';
import { insecureRegistryValue } from '../insecure-registry-list.js';
import { noted, plain, type PlannedDocument, type PlannedMap, type PlannedValue } from '../planned.js';
import { forSpiff } from './for-spiff.js';
import { overridePaths, wiredKey } from './override-paths.js';

/** The whole stub, for operators who have none. */
export function planPropertyOverrides(deployment: Deployment): PlannedDocument {
  const section: PlannedMap = {};
  for (const path of overridePaths(deployment)) {
    const value = overrideOf(path, deployment);
    if (value !== undefined) put(section, path.split('.'), forSpiff(value));
  }
  return { header: [], value: { property_overrides: section } };
}

function overrideOf(path: string, deployment: Deployment): PlannedValue | undefined {
  const key = wiredKey(deployment, path);
  if (key) {
    const value = insecureRegistryValue(deployment, key);
    return plain(value) === null ? undefined : value;
  }
  const found = deployment.override(path);
  return found && noted(found.value, found.reason);
}

function put(section: PlannedMap, path: readonly string[], value: PlannedValue): void {
  let here = section;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as PlannedMap;
  here[path.at(-1) as string] = value;
}

/** One change to a stub: entries to add to a list, a value to set, or a key to take out. */
export type StubEdit =
  | { readonly path: readonly string[]; readonly append: readonly PlannedValue[] }
  | { readonly path: readonly string[]; readonly set: PlannedValue }
  | { readonly path: readonly string[]; readonly remove: true };

/** What has to change in the operator's own stub: entries of the wiring, and settings that it does not have. */
export function planPropertyOverrideEdits(deployment: Deployment): StubEdit[] {
  return overridePaths(deployment).flatMap((path): StubEdit[] => {
    const at = ['property_overrides', ...path.split('.')];
    const found = deployment.override(path);
    const fromSettings = found?.reason !== undefined;
    const key = wiredKey(deployment, path);
    if (key) {
      const value = insecureRegistryValue(deployment, key);
      if (fromSettings) return [{ path: at, set: value }];
      if (key.form === 'list') return Array.isArray(value) ? [{ path: at, append: value }] : [];
      return plain(value) === (found?.value ?? null) ? [] : [{ path: at, set: value }];
    }
    return fromSettings ? [{ path: at, set: forSpiff(noted(found.value, found.reason)) }] : [];
  });
}
