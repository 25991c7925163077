/** Where the boxes of a picture stand: Graphviz does the work, so what is checked is what it was asked for. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Arrow,
  type Box,
  graphviz,
  type LayOut,
  type Rectangle,
} from '../../../../src/gen-manifest/render/review/page/picture-layout.js';
import { runCount } from '../../../support/run-count.js';

const box = (id: string, frame?: string): Box => ({ id, frame, width: 150, height: 60 });
const arrow = (from: string, to: string): Arrow => ({ from, to, width: 120, height: 40 });
const within = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x - 1 &&
  inner.y >= outer.y - 1 &&
  inner.x + inner.width <= outer.x + outer.width + 1 &&
  inner.y + inner.height <= outer.y + outer.height + 1;
const apart = (a: Rectangle, b: Rectangle): boolean =>
  a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1 || a.y + a.height <= b.y + 1 || b.y + b.height <= a.y + 1;

describe('the layout of a picture', () => {
  let layOut: LayOut;
  before(async () => {
    layOut = await graphviz();
  });

  it('puts what follows to the right, or below', () => {
    const [boxes, arrows] = [[box('a'), box('b')], [arrow('a', 'b')]];
    const [a, b] = layOut(boxes, arrows, 'LR').boxes;
    assert.ok(a && b && a.x + a.width < b.x);
    const [upper, lower] = layOut(boxes, arrows, 'TB').boxes;
    assert.ok(upper && lower && upper.y + upper.height < lower.y);
  });

  it('keeps the arrows in the order in which they were given', () => {
    const boxes = ['a', 'b', 'c', 'd'].map((id) => box(id));
    const arrows = [arrow('d', 'a'), arrow('b', 'd'), arrow('c', 'b'), arrow('c', 'b'), arrow('a', 'a')];
    const layout = layOut(boxes, arrows, 'LR');
    for (const [index, { line, head }] of layout.arrows.entries()) {
      const [x = NaN, y = NaN] = (line.match(/^M([\d.,-]+)/)?.[1] ?? '').split(',').map(Number);
      const from = layout.boxes[boxes.findIndex(({ id }) => id === arrows[index]?.from)] as Rectangle;
      const near = { x: from.x - 15, y: from.y - 15, width: from.width + 30, height: from.height + 30 };
      assert.ok(within({ x, y, width: 0, height: 0 }, near), `arrow ${index} starts at ${x},${y}`);
      assert.equal(head.split(' ').length >= 3, true, 'it has a head');
    }
  });

  it('puts boxes apart, in their frames and in the picture, whatever is connected', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const edges = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 8 });
    const frames = fc.array(fc.constantFrom(undefined, 'one', '"two" \\N <b>'), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(edges, frames, fc.constantFrom('LR' as const, 'TB' as const), (pairs, frame, direction) => {
        const boxes = ids.map((id, index) => box(id, frame[index]));
        const arrows = pairs.map(([from, to]) => arrow(from, to));
        const layout = layOut(boxes, arrows, direction);
        const picture = { x: 0, y: 0, width: layout.width, height: layout.height };
        for (const [index, each] of layout.boxes.entries()) {
          assert.ok(within(each, picture));
          const own = layout.frames.find(({ name }) => name === frame[index]);
          if (frame[index] !== undefined) assert.ok(own && within(each, own));
          assert.ok(layout.boxes.every((other, at) => at === index || apart(each, other)));
        }
      }),
      { numRuns: runCount(40) },
    );
  });
});
