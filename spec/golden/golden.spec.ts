/** Every folder beside this file is a case (spec/support/golden.ts says what is in it). */
import assert from 'node:assert/strict';
import { exitCodes } from '../../src/gen-manifest/errors.js';
import { expectedGolden, goldenCases, runGolden } from '../support/golden.js';
import { assertNoStack } from '../support/gen-manifest.js';

describe('golden', () => {
  for (const name of goldenCases()) {
    it(name, async () => {
      const outcome = await runGolden(name);
      assert.deepEqual(outcome, expectedGolden(name), 'review it, then: npm run golden');
      const complete: number[] = [exitCodes.done, exitCodes.different];
      // A review shows what is wrong, and is written all the same.
      if (!complete.includes(outcome.exitCode) && !name.startsWith('review')) assert.equal(outcome.stdout, '');
      assertNoStack(outcome.stderr);
    });
  }
});
