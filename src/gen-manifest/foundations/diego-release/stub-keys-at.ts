/** The keys of stubs at one version of diego-release. */
import satisfies from 'semver/functions/satisfies.js';
import { type StubSectionName, stubKeys } from './stub-keys.js';
import type { StubKey } from './stub-key.js';

const entries = (section: StubSectionName): [string, StubKey][] => Object.entries(stubKeys[section]);

/** The keys that the templates read at `version`, by their paths below the section. */
export function keysAt(section: StubSectionName, version: string): ReadonlySet<string> {
  return new Set(entries(section).flatMap(([path, { read }]) => (satisfies(version, read) ? [path] : [])));
}

/** The keys that the generator stops without at `version`. */
export function requiredAt(section: StubSectionName, version: string): string[] {
  return entries(section).flatMap(([path, { required }]) =>
    required !== undefined && satisfies(version, required) ? [path] : [],
  );
}

/** The versions that read a key, in words; undefined where none does. */
export function versionsThatRead(section: StubSectionName, path: string): string | undefined {
  const [, key] = entries(section).find(([each]) => each === path) ?? [];
  return key?.read
    .replaceAll(' - ', ' to ')
    .replaceAll(' || ', ' and ')
    .replaceAll('<=', 'up to ')
    .replaceAll(/>=(\S+)/g, '$1 and later');
}
