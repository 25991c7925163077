import assert from 'node:assert/strict';
import { contains, has, moved, overlap } from '../../../src/gen-manifest/model/checks/address-interval.js';

const interval = (first: number, last: number) => ({ first, last });

describe('intervals', () => {
  it('overlap where they have an address in common', () => {
    assert.equal(overlap(interval(1, 5), interval(5, 9)), true);
    assert.equal(overlap(interval(1, 4), interval(5, 9)), false);
    assert.equal(overlap(interval(1, 9), interval(4, 5)), true);
  });

  it('contain what is in them as a whole', () => {
    assert.equal(contains(interval(1, 9), interval(1, 9)), true);
    assert.equal(contains(interval(1, 9), interval(5, 10)), false);
    assert.equal(has(interval(1, 9), 9), true);
    assert.equal(has(interval(1, 9), 10), false);
  });
});

describe('moved', () => {
  it('steps over both kinds of addresses', () => {
    assert.equal(moved(5, 1), 6);
    assert.equal(moved(5n, -1), 4n);
  });
});
