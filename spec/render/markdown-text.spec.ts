/** Text of inputs in Markdown is text: no markup, no line of its own, no cell of its own. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cellCode, code, codeBlock, escaped, folded, table } from '../../src/gen-manifest/render/markdown-text.js';

const nasty = fc.string({ unit: fc.constantFrom('`', '|', '\n', '<', '*', '_', 'a', ' ', '\\', '#', '&', '\u001b') });

describe('text in Markdown', () => {
  it('is code between more backticks than it has itself', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('`a``b'), '``` `a``b ```');
    fc.assert(
      fc.property(nasty, (text) => {
        const [, marks = '', inner = ''] = /^(`+)([^]*?)\1$/.exec(code(text)) ?? [];
        assert.ok(marks.length > 0 && !inner.includes(marks));
        assert.doesNotMatch(code(text), /\n|\u001b/);
      }),
    );
  });

  it('is a block that none of its lines can end', () => {
    fc.assert(
      fc.property(fc.array(nasty), (lines) => {
        const [open = '', ...rest] = codeBlock('', lines).trimEnd().split('\n');
        assert.match(open, /^`{3,}$/);
        assert.equal(
          rest.findIndex((line) => line.startsWith(open)),
          rest.length - 1,
        );
      }),
    );
  });

  it('is escaped, and stays in its cell', () => {
    assert.equal(escaped('a_b *c* <d> [e](f) |g|'), 'a\\_b \\*c\\* \\<d\\> \\[e\\](f) \\|g\\|');
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const lines = table(['x', 'y'], [[escaped(one), cellCode(other)]])
          .trimEnd()
          .split('\n');
        assert.equal(lines.length, 3);
        assert.equal((lines[2] as string).replace(/\\[^]/g, '').split('|').length, 4);
      }),
    );
  });

  it('is folded under a summary that holds no element', () => {
    assert.match(folded('<b>&', 'x'), /^<details><summary>&lt;b&gt;&amp;<\/summary>\n\nx\n<\/details>\n$/);
  });
});
