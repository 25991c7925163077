/** Variables are filled as bosh fills them, and stay visible where nothing fills them. */
import assert from 'node:assert/strict';
import { fillVariables, variableTypes } from '../../src/gen-manifest/preview/variables.js';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';

describe('fillVariables', () => {
  const variables = {
    port: 5000,
    tls: { ca: 'CA', 'a.b': 1 },
    '/d/x': { y: 'deep' },
    none: null,
    'dotted.name': 'whole',
  };
  const cases: Record<string, readonly [YamlValue, YamlValue]> = {
    'a variable alone, of its type': [
      { a: '((port))', b: ['((!port))'] },
      { a: 5000, b: [5000] },
    ],
    'a variable with spaces in it': ['(( port ))', 5000],
    'a part of a variable': ['((tls.ca))', 'CA'],
    'an absolute name': ['((/d/x.y))', 'deep'],
    'a name with dots, before its parts': ['((dotted.name))', 'whole'],
    'a variable within text': ['http://h:((port))/((/d/x.y))', 'http://h:5000/deep'],
    'no map within text': ['x((tls))', 'x((tls))'],
    null: ['((none))', null],
    'a key': [{ '((/d/x.y))': 1 }, { deep: 1 }],
    'what is not set': [{ a: '((password))' }, { a: '((password))' }],
    'a certificate that is not set, so that it still looks like one': [
      '((web.certificate))',
      '-----BEGIN CERTIFICATE-----\n((web.certificate))\n-----END CERTIFICATE-----\n',
    ],
    'what is no variable': ['((a b)) ( (x))', '((a b)) ( (x))'],
  };
  for (const [what, [value, expected]] of Object.entries(cases)) {
    it(what, () => assert.deepEqual(fillVariables(value, variables).value, expected));
  }

  it('gives a variable that is not set the parts of the type that the manifest declares', () => {
    const types = variableTypes({
      variables: [
        { name: 'web', type: 'certificate' },
        { name: 'admin', type: 'user' },
        { name: 'word', type: 'password' },
      ],
    });
    const { value, unset } = fillVariables({ a: '((web))', b: '((admin))', c: '((word))', d: 'x((web))' }, {}, types);
    const { a, ...others } = value as Record<string, Record<string, string>>;
    assert.deepEqual(Object.keys(a ?? {}), ['ca', 'certificate', 'private_key']);
    assert.match(a?.['private_key'] ?? '', /^-----BEGIN PRIVATE KEY-----\n\(\(web\.private_key\)\)\n/);
    const b = {
      username: '((admin.username))',
      password: '((admin.password))',
      password_hash: '((admin.password_hash))',
    };
    assert.deepEqual(others, { b, c: '((word))', d: 'x((web))' });
    assert.deepEqual([...unset], ['web', 'admin', 'word']);
  });

  it('names what is not set, once', () => {
    const { unset } = fillVariables({ a: '((b))((c.d))', e: '((!b))', f: '((port))' }, variables);
    assert.deepEqual([...unset], ['b', 'c.d']);
  });
});
