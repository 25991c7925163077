import assert from 'node:assert/strict';
import {
  addressProblem,
  entryProblem,
  isCidr,
  withoutCredentials,
} from '../../src/gen-manifest/model/registry-address.js';

describe('entryProblem', () => {
  const fine = [
    'a.b:1',
    '10.0.0.1:5000',
    'localhost:80',
    'docker-registry.service.cf.internal:8080',
    '((x))',
    '((a)):1',
    'a:((p))',
  ];
  for (const entry of fine) it(`takes ${entry}`, () => assert.equal(entryProblem(entry), undefined));

  const wrong: [string, string][] = [
    ['https://a.b:443', 'has a scheme'],
    ['http://((x)):1', 'has a scheme'],
    ['a.b', 'has no port'],
    ['', 'has no port'],
    ['a.b:1 c.d:2', 'has a character that no address has'],
    ['a.b:1,c.d:2', 'has a character that no address has'],
    ['a.b:1;rm', 'has a character that no address has'],
    ['a.b:$(x)', 'has a character that no address has'],
    ['a.b:1\n', 'has a character that no address has'],
    ['ä.b:1', 'has a character that no address has'],
  ];
  for (const [entry, problem] of wrong) {
    it(`refuses ${JSON.stringify(entry)}`, () => assert.equal(entryProblem(entry)?.problem, problem));
  }
  for (const entry of [null, 5000, true, ['a.b:1'], { a: 1 }]) {
    it(`refuses ${JSON.stringify(entry)}`, () => assert.equal(entryProblem(entry)?.problem, 'is not a string'));
  }
});

describe('addressProblem', () => {
  for (const entry of [
    'a.b:1',
    'A-1.b:65535',
    '10.0.0.1:5000',
    '((x))',
    '((host)):5000',
    '((größe)):5000',
    'a.b:((port))',
    '((a)).b:1',
  ]) {
    it(`takes ${entry}`, () => assert.equal(addressProblem(entry), undefined));
  }
  const wrong: [string, string][] = [
    ['a.b:0', 'has no port from 1 to 65535'],
    ['a.b:05000', 'has no port from 1 to 65535'],
    ['a.b:65536', 'has no port from 1 to 65535'],
    ['a.b:http', 'has no port from 1 to 65535'],
    ['a.b:1/path', 'has no port from 1 to 65535'],
    [':1', 'has no host'],
    ['::1:80', 'is an IPv6 address, which image names cannot hold'],
    ['[::1]:80', 'is an IPv6 address, which image names cannot hold'],
    ['256.0.0.1:80', 'is no IPv4 address'],
    ['10.0.1:80', 'is no IPv4 address'],
    ['010.0.0.1:80', 'is no IPv4 address'],
    ['-a.b:80', 'is no host name'],
    ['a..b:80', 'is no host name'],
    [`${'a'.repeat(64)}.b:80`, 'is no host name'],
    ['a_b.c:80', 'is no host name'],
  ];
  for (const [entry, problem] of wrong) {
    it(`refuses ${entry}`, () => assert.equal(addressProblem(entry)?.problem, problem));
  }
});

describe('withoutCredentials', () => {
  for (const [address, shown] of [
    ['me:pw@a.b:1', '***@a.b:1'],
    ['https://me:p@w@a.b:1', 'https://***@a.b:1'],
    ['a.b:1', 'a.b:1'],
    ['me:p\n@a.b', '***@a.b'],
  ] as const) {
    it(`shows ${JSON.stringify(address)} as ${shown}`, () => assert.equal(withoutCredentials(address), shown));
  }
});

describe('isCidr', () => {
  for (const text of ['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32']) it(`takes ${text}`, () => assert.ok(isCidr(text)));
  for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'a.b/8', '10.0.0.256/8', '10.0.0.0/8:1']) {
    it(`refuses ${text}`, () => assert.ok(!isCidr(text)));
  }
});
