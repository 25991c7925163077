/** Values that YAML readers and writers like to get wrong. */
import fc, { type Arbitrary } from 'fast-check';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** Strings that a reader takes for something else where they are not quoted. */
export const hostileStrings: readonly string[] = [
  ...['yes', 'Yes', 'no', 'y', 'N', 'on', 'OFF', 'true', 'False', 'null', 'Null', '~', 'nil', '', ' ', '  a', 'a  '],
  ...['0123', '0o17', '0x1f', '1e3', '1.e+3', '1_000', '+1', '-1', '1.', '.5', '.inf', '-.INF', '.nan', '0b11', '08'],
  ...['12:30:45', '190:20:30.15', '1:2', '2001-01-01', '2001-01-01T10:00:00Z', '1.10', '10.0.0.1', '10.0.0.0/8', '='],
  ...[
    'a: b #c',
    'a:',
    ':a',
    'a #b',
    '#a',
    '- a',
    '-',
    '--',
    '---',
    '--- a',
    '...',
    '?',
    '? a',
    ': a',
    '<<',
    '*a',
    '&a',
  ],
  ...[
    '!a',
    '!!str 1',
    '|',
    '>',
    '|-\n a',
    '%a',
    '%YAML 1.1',
    '@a',
    '`a',
    '[a',
    ']',
    '{a',
    '}',
    ',a',
    'a, b',
    '"a',
    "'a'",
  ],
  ...['((x))', '((!x))', '((/a/b))', '(( merge ))', '<%= 1 %>', '{{a}}', '$a', '\\', '\\n', 'a\\', '"', "'", "''"],
  ...[
    'a\nb',
    'a\nb\n',
    'a\n',
    '\na',
    '\n',
    '\n\n',
    'a\n\n',
    'a\n \nb',
    ' a\nb',
    'a\n  b\n',
    'a\nb ',
    'a\n\tb',
    'a\t',
    '\ta',
  ],
  ...[
    'a\r\nb',
    'a\rb',
    '# a\n# b',
    '- a\n- b',
    'a: b\nc: d',
    '---\na',
    'a\n---\nb',
    'a\n...\n',
    '\u0000',
    '\u0007',
    '\u001b[31m',
  ],
  ...[
    '\u007f',
    'a\u0080',
    'a\u0085b',
    'a\u2028b',
    'a\u2029b',
    '\ufeffa',
    'a\ufeff',
    '\u00a0a',
    'é',
    '日本',
    '😀',
    '\ufffe',
    '\u200b',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'a'.repeat(2000),
    'word '.repeat(100),
    'a\u00a0b\nc',
    '\u3000',
    'a\u0085',
    '\u2028',
  ],
  ...[
    '-----BEGIN CERTIFICATE-----\nMIIB+/==\n-----END CERTIFICATE-----\n',
    'é\nü\n',
    'a\n\n\nb\n\n',
    '20%',
    'a,b',
    '1,000',
    '*',
  ],
];

/** A hostile string, whole or put together from pieces. */
export const hostileString: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileStrings) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...':#-?*&!|>%@`[]{},"\'\\~=.()0123456789eExX_+ \t\n\r/<aynYNo',
          '\n ',
          '\n\n',
          ': ',
          ' #',
          '((',
          '))',
          'é',
        ),
        { maxLength: 8 },
      )
      .map((pieces) => pieces.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

const number: Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 0.1, 1e21, 1e-7, -1.5e300, 5e-324, 1.7976931348623157e308),
);

/** Any YAML value, hostile strings as keys and as values. */
export const hostileValue: Arbitrary<YamlValue> = fc.letrec<{ value: YamlValue; map: YamlMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: hostileString },
    { weight: 1, arbitrary: number },
    { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 2, arbitrary: tie('map') },
  ),
  map: fc.array(fc.tuple(hostileString, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
})).value;

/** A map of hostile keys and values, as a document has it at its root. */
export const hostileMap: Arbitrary<YamlMap> = fc
  .array(fc.tuple(hostileString, hostileValue), { maxLength: 5 })
  .map((entries) => Object.fromEntries(entries));
