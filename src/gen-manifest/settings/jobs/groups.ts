/** The groups of settings that hold properties of the release's own jobs. */

/** Jobs of this release whose properties can be set. */
export type ReleaseJobName = 'docker-registry' | 'docker-cache' | 'smoke-tests' | 'collect-garbage' | 'mirror-images';

/** The groups, each with the jobs that its properties may be of; which of two it is, the foundation decides. */
export const propertyGroups = {
  'registry.properties': ['docker-registry'],
  'cache.properties': ['docker-cache', 'docker-registry'],
  'errands.smoke-tests.properties': ['smoke-tests'],
  'errands.collect-garbage.properties': ['collect-garbage'],
  'errands.mirror-images.properties': ['mirror-images'],
} as const satisfies Record<string, readonly ReleaseJobName[]>;

/** A group of settings that holds properties of a job. */
export type PropertyGroup = keyof typeof propertyGroups;

/** All groups. */
export const propertyGroupNames = Object.keys(propertyGroups) as PropertyGroup[];

/**
 * Settings that are short for a property. `registry.port` is what images are named with, and what the job
 * listens on; setting it in both places is an error, even to the same value.
 */
export const propertyAliases = {
  'registry.port': 'registry.properties.port',
  'registry.tls': 'registry.properties.tls.enabled',
  'cache.port': 'cache.properties.port',
  'cache.tls': 'cache.properties.tls.enabled',
} as const;

/** The job of the cache: today's own, or a registry where Diego itself fills it. */
export function cacheJob(filledByDiego: boolean): 'docker-cache' | 'docker-registry' {
  return filledByDiego ? 'docker-registry' : 'docker-cache';
}

/** True for the path of a group itself. */
export function isPropertyGroup(path: string): path is PropertyGroup {
  return Object.hasOwn(propertyGroups, path);
}

/** The group that `path` is a property of; undefined for every other setting. */
export function propertyGroupOf(path: string): PropertyGroup | undefined {
  return propertyGroupNames.find((group) => path.startsWith(`${group}.`));
}
