/**
 * How Diego stages Docker images and finds its cache, by version.
 *
 * Sources: diego-release and the commits of docker_app_lifecycle and stager that it pins: docker_app_lifecycle
 * 8205117 (the registry API's version 2, diego-release v0.1438.0), helpers/helpers.go before (version 1); jobs/stager/spec
 * from v0.1421.1 on (docker_registry_address), stager d730719, backend/docker_backend.go (the addresses that consul
 * has for docker-registry, with port 8080).
 */
import type { VersionRow } from '../version-rows.js';

/** The version of the registry API that staging speaks; 1 is served by no Distribution. */
export const registryApi: readonly VersionRow<1 | 2>[] = [
  { range: '<0.1438.0', fact: 1 },
  { range: '>=0.1438.0', fact: 2 },
];

/** Where images in the cache that Diego fills are named by its IP addresses; later by its name in consul. */
export const cacheByAddress: readonly VersionRow<true>[] = [{ range: '<0.1421.1', fact: true }];
