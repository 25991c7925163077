/** The text never grows beyond its size, loses no section without a word, and is whole where there is room. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitted, type Section } from '../../../../src/gen-manifest/render/review/markdown/fitted.js';

const sections = fc.array(
  fc.record({ name: fc.integer({ min: 0, max: 99 }), sizes: fc.array(fc.nat(300), { maxLength: 6 }) }),
  { maxLength: 6 },
);

function sectionsOf(given: readonly { readonly name: number; readonly sizes: readonly number[] }[]): Section[] {
  return given.map(({ name, sizes }, index) => ({
    heading: `\n## ${index} ${name}\n`,
    pieces: sizes.map((size, at) => `<${index}.${at}${'x'.repeat(size)}>\n`),
    leftOut: (count) => `${count} of ${index} are left out.`,
  }));
}

describe('fitted', () => {
  it('keeps to the size, and says of each section how much is left out', () => {
    fc.assert(
      fc.property(sections, fc.integer({ min: 400, max: 3000 }), (given, longest) => {
        const text = fitted('# opening\n', sectionsOf(given), longest);
        assert.ok(text.length <= longest, `${text.length} > ${longest}`);
        for (const [index, { sizes }] of given.entries()) {
          if (sizes.length === 0) continue;
          const shown = sizes.filter((_, at) => text.includes(`<${index}.${at}`)).length;
          const said = new RegExp(`^(\\d+) of ${index} are left out`, 'm').exec(text)?.[1];
          assert.equal(shown + Number(said ?? 0), sizes.length);
        }
      }),
    );
  });

  it('gives room by rank, shows what has it as it stands, and nothing of a rank after one that is not whole', () => {
    const [section] = sectionsOf([{ name: 1, sizes: [1, 90, 2, 90] }]) as [Section];
    const shown = (longest: number): string[] => {
      const text = fitted('', [{ ...section, ranks: [[3, 2], [1], [0]] }], longest);
      return [...text.matchAll(/<0\.(\d)/g)].map(([, at]) => at ?? '');
    };
    assert.deepEqual(shown(1000), ['0', '1', '2', '3']);
    assert.deepEqual(shown(243), ['1', '2', '3']);
    assert.deepEqual(shown(160), ['2', '3'], 'the short one of the last rank would have room');
  });

  it('leaves nothing out where there is room', () => {
    const all = sectionsOf([
      { name: 1, sizes: [1, 2] },
      { name: 2, sizes: [] },
    ]);
    assert.equal(fitted('# a\n', all, 1000), '# a\n\n## 0 1\n<0.0x>\n<0.1xx>\n');
  });
});
