/** One boundary of a range of versions: what holds on both sides of it. */
import assert from 'node:assert/strict';

/** A fact by version, in words. */
export type Fact = (version: string) => string;

/** What holds at the last version of a range, and at the first one behind it. */
export type Boundary = readonly [what: string, fact: Fact, last: string, is: string, first: string, then: string];

/** A test for each boundary; both versions must be known ones. */
export function describeBoundaries(boundaries: readonly Boundary[], known: (version: string) => boolean): void {
  for (const [what, fact, last, is, first, then] of boundaries) {
    it(`${what}: ${is || 'nothing'} up to ${last}, ${then || 'nothing'} from ${first} on`, () => {
      assert.ok(known(last) && known(first), 'both are released versions');
      assert.equal(fact(last), is);
      assert.equal(fact(first), then);
    });
  }
}
