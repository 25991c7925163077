/** The facts of a version of diego-release, from the tables. */
import type { DiegoFacts } from '../diego-facts.js';
import { factAt } from '../version-rows.js';
import { cacheByAddress, registryApi } from './docker-staging.js';
import { cellKey, type RegistryKey, stagingKey } from './insecure-registries.js';
import { staticAddresses } from './static-addresses.js';
import { keysAt, requiredAt } from './stub-keys-at.js';

/** The facts of a version that was released. */
export function diegoFacts(version: string): DiegoFacts {
  const keys = keysAt('property_overrides', version);
  return {
    staging: factAt(stagingKey, version) as RegistryKey,
    cells: factAt(cellKey, version) as RegistryKey,
    cacheByAddress: factAt(cacheByAddress, version) === true,
    registryApi: factAt(registryApi, version) ?? 2,
    staticAddresses: factAt(staticAddresses, version) ?? 0,
    reads: (path) => keys.has(path),
    requires: requiredAt('property_overrides', version),
  };
}
