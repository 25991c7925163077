import assert from 'node:assert/strict';
import {
  blockScalar,
  commentText,
  isBlock,
  numberScalar,
  stringScalar,
} from '../../src/gen-manifest/render/yaml-scalar.js';

describe('stringScalar', () => {
  for (const text of [
    'm1.small',
    '/var/vcap',
    '((diego1_range))',
    'a.example.com:5000',
    '10.0.0.1',
    '10.0.0.0/24',
    'a b',
  ]) {
    it(`leaves ${text} plain`, () => assert.equal(stringScalar(text), text));
  }
  for (const text of [
    'yes',
    'N',
    'null',
    'e8',
    'E+4',
    '0123',
    '12:30:45',
    '1.10',
    '',
    ' a',
    'a: b',
    'a #b',
    '*a',
    '-',
    '=',
    '<<',
  ]) {
    it(`quotes ${JSON.stringify(text)}`, () => assert.equal(stringScalar(text), JSON.stringify(text)));
  }
  it('escapes what a reader would refuse or take for a line break', () => {
    assert.equal(stringScalar('\u0007\u0085\u2028\ufeff\u007f'), String.raw`"\u0007\u0085\u2028\ufeff\u007f"`);
  });
});

describe('numberScalar', () => {
  const cases: [number | bigint, string][] = [
    [0, '0'],
    [-0, '-0.0'],
    [1.5, '1.5'],
    [1e21, '1.0e+21'],
    [1e-7, '1.0e-7'],
    [1.5e300, '1.5e+300'],
    [Infinity, '.inf'],
    [-Infinity, '-.inf'],
    [NaN, '.nan'],
    [2n ** 64n, '18446744073709551616'],
  ];
  for (const [value, text] of cases) it(`writes ${text}`, () => assert.equal(numberScalar(value), text));
});

describe('blockScalar', () => {
  it('keeps whether the text ends with a line break', () => {
    assert.equal(blockScalar('a\nb\n', '  '), '|\n  a\n  b');
    assert.equal(blockScalar('a\n\nb', '    '), '|-\n    a\n\n    b');
  });
  it('is for printable lines of which the first is not indented', () => {
    assert.ok(['a\nb', 'a\nb\n', 'a\n  b\n', '# a\n# b', 'é\nü\n'].every(isBlock));
    assert.ok(!['a', ' a\nb', '\na', 'a\n\n', 'a\n ', 'a\n\tb', 'a\r\nb', 'a\n\u2028b'].some(isBlock));
  });
});

describe('commentText', () => {
  it('puts a space for what would end a comment or is not allowed in one', () => {
    assert.equal(commentText('a\nb\u0085c\u2028d\u0007e\u001b[0m\ufefff\ud800'), 'a b c d e [0m f ');
    assert.equal(commentText('größe ✓ 😀 # \\n'), 'größe ✓ 😀 # \\n');
  });
});
