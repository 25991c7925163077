/** What the benchmark makes of its numbers. */
import assert from 'node:assert/strict';
import { compare, median, outsideOfInterval } from './compare.js';

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
  });
});

describe('outsideOfInterval', () => {
  it('gives the ranks of tables of the sign test', () => {
    // Two-sided 5 %: n = 5 has no interval, n = 6 the whole range, 25 the 8th to the 18th value.
    assert.deepEqual([5, 6, 10, 15, 25].map(outsideOfInterval), [0, 0, 1, 3, 7]);
  });
});

describe('compare', () => {
  it('compares rates of one round, in turns, without the first round', async () => {
    const order: string[] = [];
    const side = (name: string, rates: number[]) => async () => {
      order.push(name);
      return rates.shift() as number;
    };
    const found = await compare(3, side('ours', [1000, 2, 4, 9]), side('stock', [1, 2, 2, 3]));
    assert.deepEqual(found, { ours: 4, stock: 2, ratio: 2, low: 1, high: 3 });
    assert.deepEqual(order.join(' '), 'stock ours ours stock stock ours ours stock');
  });
});
