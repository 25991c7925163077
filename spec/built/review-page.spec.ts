/** The page of a review from the bundle, whose templates are compiled when it is made. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type * as Sources from '../../src/gen-manifest/render/review/page.js';
import { reviewPage } from '../../src/gen-manifest/render/review/page.js';
import { emptyReview, reviewOf, typicalReview } from '../support/reviews.js';

describe('the page of a review from dist/', () => {
  it('is the one that the sources make', async () => {
    const bundled = createRequire(import.meta.url)('../../dist/review-page.cjs') as typeof Sources;
    for (const review of [typicalReview, emptyReview, reviewOf('<b>"\u202e')]) {
      assert.equal(await bundled.reviewPage(review), await reviewPage(review));
    }
  });
});
