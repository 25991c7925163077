import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { stringify } from 'yaml';
import { Noted } from '../../src/gen-manifest/model/reason.js';
import type { StubEdit } from '../../src/gen-manifest/plan/stubs/property-overrides.js';
import { editYaml } from '../../src/gen-manifest/render/edited-yaml.js';
import { runCount } from '../support/run-count.js';

const path = ['o', 'garden', 'list'];
const noted = new Noted('new:2', { text: 'why' });
const append: StubEdit = { path, append: ['a:1', noted] };
const edit = (text: string, ...edits: StubEdit[]): string => editYaml(text, edits, ({ text: why }) => why ?? '');
const lines = (...each: string[]): string => each.map((line) => `${line}\n`).join('');

describe('editYaml', () => {
  const cases: Record<string, [before: string, after: string]> = {
    'adds behind the last item of a list, and keeps every other byte': [
      lines(
        '# c0',
        'o: # c1',
        '    garden:   # c2',
        '        list:',
        '        - "a:1"   # c3',
        '        # c4',
        "        b:  'x'",
      ),
      lines(
        ...['# c0', 'o: # c1', '    garden:   # c2', '        list:', '        - "a:1"   # c3'],
        ...['        # why', '        - new:2', '        # c4', "        b:  'x'"],
      ),
    ],
    'adds to an indented list at the end of the text, which has no line break': [
      'o:\n  garden:\n    list:\n      - a:1',
      'o:\n  garden:\n    list:\n      - a:1\n      # why\n      - new:2\n',
    ],
    'writes an empty list in flow style as a block, since spiff cannot read a:1 in flow style': [
      lines('o:', '  garden:', '    list: []  # c1', '    b: 1'),
      lines('o:', '  garden:', '    list:  # c1', '      - a:1', '      # why', '      - new:2', '    b: 1'),
    ],
    'writes the map in flow style around the list as a block': [
      lines('o:', '  garden: {list: [a:1], b: [1, 2]} # c1', '  x:   [1,2]'),
      lines(
        'o:',
        '  garden: # c1',
        '    list:',
        '      - a:1',
        '      # why',
        '      - new:2',
        '    b: [ 1, 2 ]',
        '  x:   [1,2]',
      ),
    ],
    'writes a document in flow style as a block': [
      '{o: {garden: {list: [a:1]}}, x: 1}\n',
      lines('o:', '  garden:', '    list:', '      - a:1', '      # why', '      - new:2', 'x: 1'),
    ],
    'adds what is missing behind a folded text': [
      lines('o:', '  a: >-', '    folded', '    text', 'x: 1'),
      lines(
        'o:',
        '  a: >-',
        '    folded',
        '    text',
        '  garden:',
        '    list:',
        '      - a:1',
        '      # why',
        '      - new:2',
        'x: 1',
      ),
    ],
    'fills what is null': [
      lines('o:', '  garden: # c1', '  x: 1'),
      lines('o:', '  garden: # c1', '    list:', '      - a:1', '      # why', '      - new:2', '  x: 1'),
    ],
    'follows an alias': [
      lines('o:', '  b: &l', '    - a:1', '  garden:', '    list: *l'),
      lines('o:', '  b: &l', '    - a:1', '    # why', '    - new:2', '  garden:', '    list: *l'),
    ],
    'keeps the line ends of other systems': [
      'o:\r\n  garden:\r\n    list:\r\n    - a:1\r\n',
      'o:\r\n  garden:\r\n    list:\r\n    - a:1\r\n    # why\r\n    - new:2\r\n',
    ],
    'leaves room for sections behind the end of the document': [
      '---\no:\n  garden:\n    list: [a:1, new:2]\n...\n',
      '---\no:\n  garden:\n    list: [a:1, new:2]\n',
    ],
  };
  for (const [what, [before, after]] of Object.entries(cases)) {
    it(what, () => assert.equal(edit(before, append), after));
  }

  it('sets values, with the reason above the key', () => {
    const set = { path: ['o', 'a'], set: new Noted('yes', { text: 'why' }) };
    assert.equal(edit('o:\n  # c1\n  a: 1 # c2\n  b: 2\n', set), 'o:\n  # c1\n  # why\n  a: "yes" # c2\n  b: 2\n');
    assert.equal(edit('o:\n  b: 2\n', set), 'o:\n  b: 2\n  # why\n  a: "yes"\n');
    assert.equal(edit('{o: {b: 2}}', set), 'o:\n  b: 2\n  # why\n  a: "yes"\n');
  });

  it('refuses what only lenient readers take, with the place', () => {
    assert.throws(
      () => edit('o:\n  garden:\n    list:\n    []\n', append),
      /^GenManifestError: the property overrides cannot be edited: .+ in line 4, column 5$/,
    );
  });

  it('wraps long reasons', () => {
    const text = edit('o: {}\n', { path, append: [new Noted('a:1', { text: 'word '.repeat(50) })] });
    assert.ok(
      text.split('\n').every((line) => line.length < 120),
      text,
    );
  });

  it('takes a section out with the comments that belong to it', () => {
    const text = lines('# file', 'a: 1', '# of b', 'b:', '  c: 1', '  # of b too', '# of d', 'd: 1');
    assert.equal(edit(text, { path: ['b'], remove: true }), lines('# file', 'a: 1', '# of d', 'd: 1'));
    assert.equal(edit('# file\na: 1\nd: 2\n', { path: ['a'], remove: true }), '# file\nd: 2\n');
    assert.equal(edit('a: 1\n', { path: ['b'], remove: true }), 'a: 1\n');
  });

  it('makes the edits that are asked for and no others, however the stub is written', () => {
    const scalar = fc.constantFrom('a:1', 'yes', '0123', 'b c', '# x', 'two\nlines\n', '', null, 5, true, ' x');
    const list = fc.option(fc.uniqueArray(fc.constantFrom('a:1', 'c:3', 'x y', '12:30:45')), { nil: undefined });
    const stub = fc.record({
      b: fc.dictionary(fc.constantFrom('x', 'y z', '~'), scalar, { noNullPrototype: true }),
      list,
      garden: fc.boolean(),
    });
    const style = fc.record({
      indent: fc.integer({ min: 2, max: 5 }),
      flow: fc.constantFrom('block' as const, 'flow' as const),
    });
    const property = fc.property(stub, style, ({ b, list: given, garden }, { flow, ...options }) => {
      const own = { ...b, ...(garden && { garden: given ? { list: given, z: 1 } : null }), last: 'x' };
      const text = stringify({ o: own, p: [b] }, { version: '1.1', collectionStyle: flow, ...options });
      const items = new Set([...(garden ? (given ?? []) : []), 'a:1', 'new:2']);
      const wanted = { ...own, garden: { ...(garden && given && { z: 1 }), list: [...items] } };
      const result = edit(text, append);
      assert.deepEqual(load(result, { schema: YAML11_SCHEMA }), { o: wanted, p: [b] }, result);
    });
    fc.assert(property, { numRuns: runCount(300) });
  });
});
