/** The sweeps over sorted intervals find what a comparison of every pair finds. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byFirst, overlap } from '../../../src/gen-manifest/model/checks/address-interval.js';
import { staticConflicts } from '../../../src/gen-manifest/model/checks/static-conflicts.js';
import type { Entry } from '../../../src/gen-manifest/model/checks/subnet-addresses.js';
import { runCount } from '../../support/run-count.js';

const range = { first: 0, last: 63, hostBits: false };
const entries = (key: string): fc.Arbitrary<Entry[]> =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 62 }), fc.integer({ min: 0, max: 10 })), { maxLength: 8 }).map((pairs) =>
    pairs
      .map(([first, size], item): Entry => ({
        key,
        item,
        first,
        last: Math.min(first + size, 62),
        text: `${key}${item}`,
      }))
      .sort(byFirst),
  );

describe('staticConflicts', () => {
  it('finds every static entry that is reserved, and every one that stands twice', () => {
    fc.assert(
      fc.property(entries('static'), entries('reserved'), (fixed, reserved) => {
        const faults = staticConflicts(range, fixed, reserved, undefined);
        const taken = fixed.filter((entry) => reserved.some((other) => overlap(entry, other)));
        assert.deepEqual(
          faults.filter(({ severity }) => severity === undefined).map(({ item }) => item),
          taken.map(({ item }) => item),
        );
        const twice = fixed.filter((entry, index) => fixed.slice(0, index).some((other) => overlap(entry, other)));
        assert.deepEqual(
          faults.filter(({ severity }) => severity === 'warning').map(({ item }) => item),
          twice.map(({ item }) => item),
        );
      }),
      { numRuns: runCount(1000) },
    );
  });
});
