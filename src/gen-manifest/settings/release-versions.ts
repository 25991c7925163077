/** Checks the release-versions stub, a map of release to version. */
import type { Finding } from '../errors.js';
import { isMap } from '../yaml-value.js';
import { catalog } from './catalog.js';
import { didYouMean } from './nearest.js';
import { shown } from './shown.js';
import { type StubSection, type Unread, unreadKey, wrongKind } from './stubs.js';

/** Findings for release versions: known names, and versions that YAML has not rounded. */
export function versionFindings(section: StubSection, unread: Unread): Finding[] {
  const { source, value } = section;
  if (value === null) return [];
  const at = 'release_versions';
  if (!isMap(value))
    return [
      wrongKind(`${at} is ${shown(value, false)}, it takes a map of release to version`, {
        file: source.file,
        path: [at],
      }),
    ];
  const known = [...catalog.keys()]
    .filter((path) => path.startsWith(`${at}.`))
    .map((path) => path.slice(at.length + 1));
  return Object.entries(value).flatMap(([release, version]): Finding[] => {
    const place = { file: source.file, path: [at, release] };
    if (release === 'cf') {
      return [unreadKey('release_versions.cf', "cf's version comes from the CF manifest", place, unread)];
    }
    if (!known.includes(release)) return [unreadKey(`${at}.${release}`, didYouMean(release, known), place, unread)];
    if (typeof version === 'string' || (typeof version === 'number' && Number.isInteger(version))) return [];
    const hint = typeof version === 'number' ? 'quote it: YAML reads 1.10 as the number 1.1' : undefined;
    return [
      {
        ...wrongKind(`${at}.${release} is ${shown(version, false)}, it takes a version as a string`, place),
        ...(hint && { hint }),
      },
    ];
  });
}
