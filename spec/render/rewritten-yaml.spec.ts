/** A document that was changed, in the words of its source: it reads as the change, and keeps what was not changed. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { rewrittenYaml } from '../../src/gen-manifest/render/rewritten-yaml.js';
import { parseYaml } from '../../src/gen-manifest/settings/yaml-source.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { edit } from '../support/manifest-edits.js';
import { runCount } from '../support/run-count.js';

/** A copy in which no node is shared, as an edit must not reach through an alias. */
const unshared = (value: YamlValue): YamlValue => JSON.parse(JSON.stringify(value)) as YamlValue;

async function rewritten(text: string, change: (value: YamlValue) => YamlValue): Promise<string> {
  const source = await parseYaml('base.yml', text, [], true);
  assert.ok(source);
  return rewrittenYaml(source, change(unshared(source.value)), () => '');
}

async function valueOf(text: string): Promise<YamlValue> {
  const source = await parseYaml('', text, [], true);
  assert.ok(source, text);
  return source.value;
}

const leaf = fc.oneof(fc.constantFrom('a', '*a1', '&a1', '# no comment', 'x &a1 y'), fc.integer(), fc.constant(null));
const key = fc.constantFrom('a', 'b', '*a1', 'jobs');
const tree = fc.letrec<{ node: YamlValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.dictionary(key, tie('node'), { maxKeys: 3 }),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
})).node;

/** Documents whose maps and lists stand in several places, as anchor and aliases. */
const aliased = fc
  .tuple(fc.array(tree, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(), { minLength: 2, maxLength: 8 }))
  .map(([shared, uses]) =>
    uses.map((use, index) => ({ name: `n${index}`, is: shared[use % shared.length] as YamlValue, last: index })),
  );

describe('a rewritten document', () => {
  it('reads as the change, whatever is shared by aliases and changed', async () => {
    await fc.assert(
      fc.asyncProperty(aliased, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), async (value, choices) => {
        const text = stringify({ groups: value, again: value.slice(1) }, { version: '1.1' });
        let wanted: YamlValue = null;
        const result = await rewritten(text, (before) => {
          edit(before, choices);
          return (wanted = before);
        });
        assert.deepEqual(await valueOf(result), wanted, result);
      }),
      { numRuns: runCount(600) },
    );
  });

  const anchored = ['a: &x', '  b: 1', 'c: *x # kept', 'd: "see &x"', 'e: 1', ''].join('\n');

  it('keeps an alias whose anchor is kept', async () => {
    const text = await rewritten(anchored, (value) => ({ ...(value as object), e: 2 }));
    assert.equal(text, anchored.replace('e: 1', 'e: 2'));
  });

  it('writes out an alias whose anchor is lost, though a text has the same words', async () => {
    const text = await rewritten(anchored, (value) => ({ ...(value as object), a: { b: 2 } }));
    assert.deepEqual(await valueOf(text), { a: { b: 2 }, c: { b: 1 }, d: 'see &x', e: 1 });
    assert.doesNotMatch(text, /\*x/);
  });

  it('writes out every alias of a name that two anchors have, where one of them is lost', async () => {
    const text = await rewritten('a: &x [1]\nb: *x\nc: &x [2]\nd: *x\n', (value) => ({ ...(value as object), c: 3 }));
    assert.deepEqual(await valueOf(text), { a: [1], b: [1], c: 3, d: [2] });
  });
});
