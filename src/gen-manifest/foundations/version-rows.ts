/** Facts that hold for ranges of versions: tables of rows, of which one version meets one. */
import satisfies from 'semver/functions/satisfies.js';

/** What holds in a range of versions, in semver's own notation. */
export interface VersionRow<Fact> {
  readonly range: string;
  readonly fact: Fact;
}

/** The facts of every row that `version` is in. */
export function factsAt<Fact>(rows: readonly VersionRow<Fact>[], version: string): Fact[] {
  return rows.filter(({ range }) => satisfies(version, range)).map(({ fact }) => fact);
}

/** The fact of the one row that `version` is in; undefined where it is in none. */
export function factAt<Fact>(rows: readonly VersionRow<Fact>[], version: string): Fact | undefined {
  return rows.find(({ range }) => satisfies(version, range))?.fact;
}
