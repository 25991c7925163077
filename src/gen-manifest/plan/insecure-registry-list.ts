/** One insecure registries' list: what the overrides list, and behind it what the wiring adds. */
import type { Deployment } from '../model/deployment.js';
import { noted, type PlannedValue } from './planned.js';

/**
 * The list for cells (`garden`) or for staging (`stager`). With nothing to add it is exactly the override,
 * null where there is none; no entry stands twice through the wiring.
 */
export function insecureRegistryList(deployment: Deployment, job: 'garden' | 'stager'): PlannedValue {
  const given = deployment.override(`${job}.insecure_docker_registry_list`);
  const value = given?.value ?? null;
  const listed = Array.isArray(value) ? value : [];
  const known = new Set(listed);
  const added = deployment.insecureRegistries.filter((entry) => !known.has(entry.value) && known.add(entry.value));
  if (added.length === 0) return given ? noted(value, given.reason) : value;
  const [first, ...others] = listed;
  return [
    ...(first === undefined ? [] : [noted(first, given?.reason)]),
    ...others,
    ...added.map(({ value: entry, reason }) => noted(entry, reason)),
  ];
}
