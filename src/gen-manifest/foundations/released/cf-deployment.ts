/**
 * The versions of cf-deployment that were released, as far as they are known here.
 *
 * Source: the tags of cloudfoundry/cf-deployment, v0.0.0 to v58.0.0. Every major version has all its minor ones
 * from 0 on, but for 0.6.0, which is left out below.
 */

/** The last minor version of each major version, by its number. */
const lastMinor = [
  37, 40, 9, 6, 5, 5, 10, 11, 1, 5, 1, 2, 45, 23, 0, 7, 25, 1, 0, 0, 4, 11, 2, 5, 7, 1, 7, 8, 2, 1, 10, 6, 17, 12, 2, 5,
  0, 5, 1, 8, 19, 3, 6, 6, 11, 1, 7, 1, 11, 6, 4, 11, 0, 8, 14, 5, 6, 4, 0,
];
const never = ['0.6.0'];
const patches = ['0.0.1', '0.0.2', '0.2.1', '0.2.2', '0.9.1', '0.32.1', '1.3.1'];

/** Every version, in no particular order. */
export const cfDeploymentVersions: ReadonlySet<string> = new Set([
  ...lastMinor
    .flatMap((last, major) => Array.from({ length: last + 1 }, (_, minor) => `${major}.${minor}.0`))
    .filter((version) => !never.includes(version)),
  ...patches,
]);
