import assert from 'node:assert/strict';
import { hostProblem } from '../../src/gen-manifest/model/registry-host.js';

describe('hostProblem', () => {
  const fine = [
    '10.0.1.20',
    '223.255.255.1',
    '169.253.0.1',
    'registry.example.com',
    '((registry_host))',
    '((name)).example.com',
    '127.0.0.1.example.com',
  ];
  for (const host of fine) it(`takes ${host}`, () => assert.equal(hostProblem(host), undefined));

  const wrong: [string, RegExp][] = [
    ['http://a.b', /^has a scheme$/],
    ['a.b:5000', /^has a port$/],
    ['', /^has no host$/],
    ['registry', /^is a bare name/],
    ['localhost', /^is the container itself/],
    ['LocalHost', /^is the container itself/],
    ['127.0.0.1', /^is the container itself/],
    ['127.1.2.3', /^is the container itself/],
    ['0.0.0.0', /^is the container itself/],
    ['0.1.2.3', /^is no address of a host/],
    ['255.255.255.255', /^is the broadcast address/],
    ['224.0.0.1', /^is a multicast address/],
    ['239.1.2.3', /^is a multicast address/],
    ['240.0.0.1', /^is in 240\.0\.0\.0\/4/],
    ['169.254.169.254', /^is link-local/],
    ['me:secret@a.b', /^has credentials before an @$/],
    ['http://me:secret@a.b', /^has credentials before an @$/],
    [
      'registry.service.cf.internal',
      /^cannot be resolved in staging containers: consul's DNS listens on the cell's loopback/,
    ],
    ['docker-registry.service.CF.internal', /^cannot be resolved in staging containers/],
    ['cf.internal', /^cannot be resolved in staging containers/],
    ['::1', /^is an IPv6 address/],
    ['a b', /^is no host name$/],
    ['a.b\n', /^is no host name$/],
    ['10.0.0.300', /^is no IPv4 address$/],
  ];
  for (const [host, problem] of wrong) {
    it(`refuses ${JSON.stringify(host)}`, () => assert.match(hostProblem(host)?.problem ?? '', problem));
  }
  it('says what to write instead', () => {
    assert.match(
      hostProblem('x.cf.internal')?.hint ?? '',
      /use the registry's IP address, or a name that the cells' DNS/,
    );
  });
});
