/** The plot of a disk over time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Growth } from '../../../../src/gen-manifest/plan/review/review.js';
import { growthView } from '../../../../src/gen-manifest/render/review/page/growth-view.js';
import { runCount } from '../../../support/run-count.js';

const growth: Growth = {
  ...{ label: 'Disk', diskMb: 102_400, mbPerDay: 1024, basis: 'assumed', fullAfterDays: 100, limitMb: undefined },
};

describe('the growth of a disk', () => {
  it('says when the disk is full', () =>
    assert.equal(
      growthView(growth).sentence,
      'At 1 GB a day on a disk of 100 GB, it is full after 3 months (100 days).',
    ));
  it('ends the line where the disk is full', () => {
    const { line, full } = growthView(growth);
    assert.ok(full);
    assert.ok(line.endsWith(`${full.x},${full.y}`), line);
  });
  it('runs along a limit that the service keeps', () => {
    const { sentence, line, levels, full } = growthView({ ...growth, fullAfterDays: undefined, limitMb: 51_200 });
    assert.equal(sentence, 'At 1 GB a day on a disk of 100 GB, it never fills: space is given back at 50 GB.');
    const [, , last] = line.split(' ');
    assert.equal(last, `432.0,${levels.find(({ is }) => is === 'limit')?.y}`);
    assert.equal(full, undefined);
  });
  it('knows a disk that does not fill', () =>
    assert.match(growthView({ ...growth, mbPerDay: 0, fullAfterDays: undefined }).sentence, /it does not fill\.$/));

  it('stays in its frame, whatever the numbers', () => {
    const amount = fc.integer({ min: 0, max: 2 ** 40 });
    const whole = fc.record({
      ...{ label: fc.constant('Disk'), diskMb: amount, mbPerDay: amount, basis: fc.constant('assumed') },
      fullAfterDays: fc.option(amount, { nil: undefined }),
      limitMb: fc.option(amount, { nil: undefined }),
    });
    fc.assert(
      fc.property(whole, (any) => {
        const { line, area, levels, ticks, full } = growthView(any);
        const points = [...line.split(' '), ...area.split(' ')].map((point) => point.split(',').map(Number));
        for (const [x = NaN, y = NaN] of points) assert.ok(x >= 8 && x <= 432 && y >= 33 && y <= 190, `${x},${y}`);
        for (const { y } of levels) assert.ok(Number(y) >= 33 && Number(y) <= 190);
        for (const { x } of ticks) assert.ok(Number(x) >= 8 && Number(x) <= 432);
        assert.ok(full === undefined || (Number(full.x) <= 432 && Number(full.y) <= 190));
      }),
      { numRuns: runCount(300) },
    );
  });
});
