/** The page of a review from the bundle, whose templates are compiled when it is made. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import type * as Sources from '../../src/gen-manifest/render/review/page.js';
import { reviewPage } from '../../src/gen-manifest/render/review/page.js';
import { emptyReview, reviewOf, typicalReview } from '../support/reviews.js';

type Wrapper = (module: { exports: object }, exports: object, require: NodeJS.Require) => void;

describe('the page of a review from dist/', () => {
  it('is the one that the sources make', async () => {
    const module = { exports: {} };
    const text = readFileSync(new URL('../../dist/review-page.js', import.meta.url), 'latin1');
    (runInThisContext(text) as Wrapper)(module, module.exports, createRequire(import.meta.url));
    const bundled = module.exports as typeof Sources;
    for (const review of [typicalReview, emptyReview, reviewOf('<b>"\u202e')]) {
      assert.equal(await bundled.reviewPage(review), await reviewPage(review));
    }
  });
});
