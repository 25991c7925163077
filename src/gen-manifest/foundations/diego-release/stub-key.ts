/** A key of a stub of diego-release's generator, by the versions whose templates read it. */

/** Ranges of versions in semver's own notation. */
export interface StubKey {
  /** The versions whose templates read the key; all others lose it without a word. */
  readonly read: string;
  /** The versions whose generator stops without it. */
  readonly required?: string;
}

/** Keys by their paths below the section. */
export type StubKeys = Readonly<Record<string, StubKey>>;
