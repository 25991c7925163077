/** Values on their way to Ruby. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rubyJson } from '../../src/gen-manifest/erb/ruby-json.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

describe('rubyJson', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => assert.equal(rubyJson(value as YamlValue), JSON.stringify(value))),
    );
  });

  it('keeps every digit of whole numbers', () => {
    assert.equal(rubyJson({ a: [2n ** 70n, -1n] }), '{"a":[1180591620717411303424,-1]}');
  });

  it('writes null for what JSON has no number for', () => {
    assert.equal(rubyJson([Number.NaN, Number.POSITIVE_INFINITY, null]), '[null,null,null]');
  });
});
