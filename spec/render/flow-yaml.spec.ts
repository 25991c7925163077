import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import { flowYaml } from '../../src/gen-manifest/render/flow-yaml.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { runCount } from '../support/run-count.js';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'yes',
    '0123',
    '12:30:45',
    'a: b #c',
    '((x))',
    '<%= 1 %>',
    'a\nb',
    'ü',
    '*a',
    'a:b',
    '10.0.1.1',
    '',
    '-',
    '? x',
    '{',
    '1e3',
  ),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const value: fc.Arbitrary<YamlValue> = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== '__proto__' && key !== '<<'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

describe('flowYaml', () => {
  it('writes what operators write', () => {
    const cases: [YamlValue, string][] = [
      ['10.0.1.0/24', '10.0.1.0/24'],
      [['10.0.1.30:5000', 'a.example.com:80', '10.0.0.2'], '["10.0.1.30:5000", "a.example.com:80", 10.0.0.2]'],
      [{ label: 'key1', passphrase: '((p))' }, '{label: key1, passphrase: ((p))}'],
      [[], '[]'],
      [{}, '{}'],
      [null, 'null'],
      [true, 'true'],
      ['yes', '"yes"'],
    ];
    for (const [given, expected] of cases) assert.equal(flowYaml(given), expected);
  });

  it('is one line that both YAML 1.1 readers take for the same value, also behind a key', () => {
    fc.assert(
      fc.property(value, (given) => {
        const line = `key: ${flowYaml(given)}\n`;
        assert.equal(line.indexOf('\n'), line.length - 1);
        const plain = JSON.stringify({ key: given });
        assert.equal(JSON.stringify(load(line, { schema: YAML11_SCHEMA })), plain, line);
        assert.equal(JSON.stringify(parse(line, { version: '1.1' })), plain, line);
      }),
      { numRuns: runCount(1000) },
    );
  });
});
