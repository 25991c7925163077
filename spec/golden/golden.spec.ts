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
      if (outcome.exitCode !== exitCodes.done && outcome.exitCode !== exitCodes.different)
        assert.equal(outcome.stdout, '');
      assertNoStack(outcome.stderr);
    });
  }
});
