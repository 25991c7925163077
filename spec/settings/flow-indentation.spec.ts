import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { stringify } from 'yaml';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { indentFlow } from '../../src/gen-manifest/settings/flow-indentation.js';
import { parseYaml } from '../../src/gen-manifest/settings/yaml-source.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { foreignReader } from '../support/foreign-yaml.js';
import { hostileMap } from '../support/hostile-values.js';
import { runCount } from '../support/run-count.js';

const read = (text: string): unknown => load(indentFlow(text), { schema: YAML11_SCHEMA });

describe('indentFlow', () => {
  const cases: Record<string, [string, YamlValue]> = {
    'a certificate as spiff prints it': [
      "a:\n  key: 'one\n\n    two\n\n'\n  next: 1\n",
      { a: { key: 'one\ntwo\n', next: 1 } },
    ],
    'double quotes': ['a:\n  - b: "one\n\ntwo \\\n  three"\n    c: 1\n', { a: [{ b: 'one\ntwo three', c: 1 }] }],
    'brackets at the column of their key': [
      'a:\n  b: [\n  1,\n  2\n]\n  c: {\nd: 1\n}\n',
      { a: { b: [1, 2], c: { d: 1 } } },
    ],
    'brackets in brackets': ['a:\n  b: [[1,\n2], {x:\n"y\nz"}]\n', { a: { b: [[1, 2], { x: 'y z' }] } }],
    'quotes and brackets in plain text': [
      "a:\n  b: it's [one\n  c: 'x\ny'\n  d: a{b\n",
      { a: { b: "it's [one", c: 'x y', d: 'a{b' } },
    ],
    'quotes and brackets in comments': ["a: # it's [\n  b: 'x\ny' # {\n# '\n  c: 1\n", { a: { b: 'x y', c: 1 } }],
    'comments within brackets': ["a:\n  b: [1, # it's ]\n2]\n", { a: { b: [1, 2] } }],
    'quotes and brackets in block scalars': [
      "a:\n  b: |\n    it's [\n    '\n  c: >-\n    {\n  d: 'x\ny'\n",
      { a: { b: "it's [\n'\n", c: '{', d: 'x y' } },
    ],
    'block scalars in lists': [
      "- a: |\n    it's\n  b: 'x\ny'\n- |\n '\n- 'x\ny'\n",
      [{ a: "it's\n", b: 'x y' }, "'\n", 'x y'],
    ],
    'escaped quotes': ["a:\n  b: 'it''s\nx'\n  c: \"a\\\"\nb\"\n", { a: { b: "it's x", c: 'a" b' } }],
    CRLF: ["a:\r\n  b: 'x\r\n\r\ny\r\n'\r\n  c: 1\r\n", { a: { b: 'x\ny ', c: 1 } }],
    'quoted keys, anchors and tags': ["'a':\n  \"b\": &x !!str 'x\ny'\n  c: *x\n", { a: { b: 'x y', c: 'x y' } }],
  };
  for (const [what, [text, value]] of Object.entries(cases)) {
    it(`reads ${what}`, () => assert.deepEqual(read(text), value));
  }

  it('reads them as PyYAML does', function () {
    const python = foreignReader('PyYAML');
    if (!python) return this.skip();
    const all = Object.values(cases);
    assert.deepEqual(
      python(all.map(([text]) => text)),
      all.map(([, value]) => value),
    );
  });

  it('leaves every text that needs nothing as it is', () => {
    fc.assert(
      fc.property(hostileMap, fc.integer({ min: 20, max: 120 }), (value, lineWidth) => {
        const text = stringify(value, { version: '1.1', lineWidth, aliasDuplicateObjects: false });
        // It writes some characters that YAML does not allow, and the key "<<" as a merge.
        fc.pre(!/[\ufffe\uffff]|<</.test(text));
        assert.deepEqual(load(indentFlow(text), { schema: YAML11_SCHEMA }), load(text, { schema: YAML11_SCHEMA }));
      }),
      { numRuns: runCount(300) },
    );
  });

  it('keeps the lines of the file, for the places of findings', async () => {
    const text = "a:\n  key: 'one\n\n\ntwo'\nb: 1\n";
    assert.equal(indentFlow(text).split('\n').length, text.split('\n').length);
    const findings: Finding[] = [];
    assert.deepEqual((await parseYaml('f.yml', text, findings))?.value, { a: { key: 'one\n\ntwo' }, b: 1 });
    assert.deepEqual(findings, []);
  });

  it('does not take a document marker for a line of a scalar', () => {
    assert.throws(() => read("a: 'x\n---\ny'\n"));
  });

  it('ends, whatever it is given, and in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'\'"[]{}|>-?: \n#&*!\\ab\r\t') }), (text) => {
        const value = indentFlow(text);
        assert.equal(value.replace(/ /g, ''), text.replace(/ /g, ''));
      }),
      { numRuns: runCount(500) },
    );
    const long = `a:\n${"  b: 'x\n\ny'\n".repeat(50_000)}`;
    const started = performance.now();
    indentFlow(long);
    assert.ok(performance.now() - started < 2000);
  });
});
