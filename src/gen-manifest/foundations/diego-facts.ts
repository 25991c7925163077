/** What a version of diego-release asks of the stubs for its generator, and how it finds registries. */
import type { RegistryKey } from './diego-release/insecure-registries.js';
import { propertyOverrides } from './property-overrides.js';
import type { Declaration } from './declaration.js';

/** The facts of one version. */
export interface DiegoFacts {
  /** Where the stub names the registries that staging, or cells, do not check. */
  readonly staging: RegistryKey;
  readonly cells: RegistryKey;
  /** Whether images in the cache that Diego fills are named by its addresses, and not by its name in consul. */
  readonly cacheByAddress: boolean;
  /** The version of the registry API that staging speaks. */
  readonly registryApi: 1 | 2;
  /** How many static addresses each of Diego's networks must have. */
  readonly staticAddresses: number;
  /** Whether the templates read a property override. */
  readonly reads: (path: string) => boolean;
  /** The property overrides that the generator stops without. */
  readonly requires: readonly string[];
}

const list = (job: 'garden' | 'stager', manifest: string): RegistryKey => ({
  stub: `${job}.insecure_docker_registry_list`,
  form: 'list',
  manifest: `${manifest}.insecure_docker_registry_list`,
});

/** The facts of the version that is assumed, diego-release v0.1463.0, at hand without any table. */
export const assumedFacts: DiegoFacts = {
  staging: list('stager', 'diego.stager'),
  cells: list('garden', 'garden'),
  cacheByAddress: false,
  registryApi: 2,
  staticAddresses: 0,
  reads: (path) => Object.hasOwn(propertyOverrides, path),
  requires: Object.entries<Declaration>(propertyOverrides).flatMap(([path, declaration]) =>
    declaration['x-required'] === true ? [path] : [],
  ),
};
