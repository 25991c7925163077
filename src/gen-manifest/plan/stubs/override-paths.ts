/** The property overrides that a stub for a version of Diego may have, in the order in which they are written. */
import { propertyOverrides } from '../../foundations/property-overrides.js';
import type { Deployment } from '../../model/deployment.js';
import type { RegistryKey } from '../../foundations/diego-release/insecure-registries.js';

/** Those that are declared and read, and those that are required or wired without being declared. */
export function overridePaths({ diego }: Deployment): string[] {
  const declared = Object.keys(propertyOverrides).filter(diego.reads);
  return [...new Set([...declared, ...diego.requires, diego.cells.stub, diego.staging.stub])];
}

/** The key of the wiring that a path is, if it is one. */
export function wiredKey({ diego }: Deployment, path: string): RegistryKey | undefined {
  return [diego.cells, diego.staging].find(({ stub }) => stub === path);
}
