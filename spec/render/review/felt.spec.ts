/** Page and Markdown open with the same groups: those that have an instance to touch. */
import assert from 'node:assert/strict';
import { newAnchors } from '../../../src/gen-manifest/render/review/page/anchors.js';
import { changesView } from '../../../src/gen-manifest/render/review/page/changes-view.js';
import { glanceView } from '../../../src/gen-manifest/render/review/page/glance-view.js';
import { reviewMarkdown } from '../../../src/gen-manifest/render/review/markdown/markdown.js';
import type { Effect, Review, ReviewedGroup } from '../../../src/gen-manifest/plan/review/review.js';
import { emptyReview } from '../../support/reviews.js';

const group = (name: string, effect: Effect, instances: number | undefined): ReviewedGroup => ({
  ...{ name, effect, instances, because: 'Why.', changes: [] },
});

const review: Review = {
  ...emptyReview,
  deployments: [
    {
      ...{ name: 'cf', against: 'deployed.yml', others: [] },
      groups: [
        group('api', 'restarted', 2),
        group('spare', 'restarted', 0),
        group('old-group', 'deleted', 3),
        group('old-errand', 'deleted', 0),
        group('smoke-tests', 'none', 1),
      ],
    },
  ],
};

describe('the opening of a review', () => {
  it('counts in Markdown no group without instances', () => {
    assert.match(reviewMarkdown(review), /of the instance groups 1 is deleted, 1 is restarted\./);
    assert.match(reviewMarkdown(review), /\| `old-group` \| \*\*deletes\*\* it \| 3 \|/);
  });

  it('counts on the page the instances of the same groups, those of deleted ones among them', () => {
    const { tiles, effects, untouched, verdict } = glanceView(review, changesView(review, newAnchors()));
    assert.match(verdict, /: 3 instances deleted, 2 instances restarted\.$/);
    assert.deepEqual(
      effects.map(({ name }) => name),
      ['old-group', 'api'],
    );
    assert.equal(tiles.find(({ target }) => target === 'effects')?.value, '5');
    assert.match(untouched ?? '', /^3 more instance groups differ only in the manifest/);
  });
});
