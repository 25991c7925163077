/** What tells Diego which registries it does not check: in most versions two lists, of staging and of cells. */
import type { RegistryKey } from '../foundations/diego-release/insecure-registries.js';
import type { Deployment } from '../model/deployment.js';
import { noted, type PlannedValue } from './planned.js';

/**
 * The list for cells (`garden`) or for staging (`stager`). With nothing to add it is exactly the override,
 * null where there is none; no entry stands twice through the wiring.
 */
export function insecureRegistryList(deployment: Deployment, job: 'garden' | 'stager'): PlannedValue {
  return listAt(deployment, `${job}.insecure_docker_registry_list`);
}

/** What a key of the stub has, in the form that this version takes; null where there is nothing to say. */
export function insecureRegistryValue(deployment: Deployment, { stub, form }: RegistryKey): PlannedValue {
  if (form === 'list') return listAt(deployment, stub);
  const given = deployment.override(stub);
  const cache = deployment.insecureRegistries.find(({ part }) => part === 'cache');
  if (form === 'url') {
    // A URL has the stager look for a cache, and fail without one: only its scheme is read.
    if (!cache) return given?.value ?? null;
    return noted(`http://${cache.value}`, {
      text: 'The Docker cache, without TLS: staging of this version knows no other registry that is not checked',
    });
  }
  if (deployment.insecureRegistries.length === 0) return given?.value ?? null;
  return noted(true, {
    text: 'Staging does not check the Docker cache; this version has no list of other registries',
  });
}

function listAt(deployment: Deployment, stub: string): PlannedValue {
  const given = deployment.override(stub);
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
