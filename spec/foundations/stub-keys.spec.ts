/**
 * The keys of stubs, against the templates of every tag. Needs a clone of diego-release with its tags in
 * DIEGO_RELEASE_DIR, and spiff on the PATH; skips visibly else.
 */
import assert from 'node:assert/strict';
import { keysAt, requiredAt } from '../../src/gen-manifest/foundations/diego-release/stub-keys-at.js';
import { type StubSectionName, stubKeys } from '../../src/gen-manifest/foundations/diego-release/stub-keys.js';
import { diegoReleaseVersions } from '../../src/gen-manifest/foundations/released/diego-release.js';
import { matchesAt, taggedVersions } from '../support/diego-checkouts.js';

const sections = Object.keys(stubKeys) as StubSectionName[];

describe("stubs' keys in upstream's templates", function () {
  this.timeout(300_000);
  const available = taggedVersions();

  before(function () {
    if (available.size === 0) this.skip();
  });

  for (const section of sections) {
    it(`${section}: what each version reads and requires`, () => {
      for (const version of [...diegoReleaseVersions].filter((each) => available.has(each))) {
        const read = paths(
          section,
          matchesOrNone(version, `${section}\\.[A-Za-z0-9_.-]+`, 'manifest-generation/*.yml'),
        );
        assert.deepEqual([...keysAt(section, version)].sort(), read, version);
        const bare = matchesOrNone(
          version,
          `\\(\\( ${section}\\.[A-Za-z0-9_.-]+ \\)\\)`,
          'manifest-generation/diego.yml',
        );
        assert.deepEqual(requiredAt(section, version).sort(), paths(section, bare), version);
      }
    });
  }
});

/** The paths below the section, each once; git grep ends with an error where nothing matches. */
function paths(section: string, matches: readonly string[]): string[] {
  const found = matches.map((match) => match.replaceAll(/[() ]/g, '').slice(section.length + 1));
  return [...new Set(found)].filter((path) => path !== '').sort();
}

function matchesOrNone(version: string, pattern: string, path: string): string[] {
  try {
    return matchesAt(version, pattern, path);
  } catch {
    return [];
  }
}
