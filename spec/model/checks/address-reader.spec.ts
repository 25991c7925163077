import assert from 'node:assert/strict';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { AddressReader } from '../../../src/gen-manifest/model/checks/address-reader.js';
import { readIpv6 } from '../../../src/gen-manifest/model/checks/ipv6-address.js';
import { runCount } from '../../support/run-count.js';

const reader = new AddressReader(readIpv6);

describe('AddressReader', () => {
  it('reads what ipaddr.js reads as four decimal numbers, and nothing else', () => {
    const octet = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map(String),
      fc.constantFrom('', '00', '01', 'a', '-1', ' 1', '1e1'),
    );
    const text = fc.oneof(
      fc.array(octet, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (given) => {
        const valid = ipaddr.IPv4.isValidFourPartDecimal(given) && !/(^|\.)0\d/.test(given);
        const expected = valid
          ? ipaddr.IPv4.parse(given)
              .toByteArray()
              .reduce((value, byte) => value * 256 + byte, 0)
          : undefined;
        if (!given.includes(':')) assert.equal(reader.address(given), expected, given);
      }),
      { numRuns: runCount(2000) },
    );
  });

  it('reads subnets as ipaddr.js does', () => {
    const cidr = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`);
    fc.assert(
      fc.property(cidr, (given) => {
        const number = (address: ipaddr.IPv4): number =>
          address.toByteArray().reduce((value, byte) => value * 256 + byte, 0);
        const first = number(ipaddr.IPv4.networkAddressFromCIDR(given));
        const last = number(ipaddr.IPv4.broadcastAddressFromCIDR(given));
        const hostBits = reader.address(given.split('/')[0] as string) !== first;
        assert.deepEqual(reader.cidr(given), { first, last, hostBits });
      }),
      { numRuns: runCount(500) },
    );
  });

  it('reads IPv6, above all of IPv4', () => {
    const first = reader.address('::') as bigint;
    assert.ok(first > (reader.address('255.255.255.255') as number));
    assert.equal(reader.address('::1'), first + 1n);
    assert.equal(reader.address('fd00::%eth0'), undefined);
    assert.equal(reader.address('10.0.1.20:5000'), undefined);
    assert.deepEqual(reader.cidr('fd00::/128'), {
      first: reader.address('fd00::'),
      last: reader.address('fd00::'),
      hostBits: false,
    });
    assert.equal(reader.cidr('fd00::/129'), undefined);
  });

  it('takes IPv6 for no address where nobody has loaded it', () => {
    assert.equal(new AddressReader().address('::1'), undefined);
  });

  it("reads BOSH's forms of an interval", () => {
    const at = (last: number): number => 167772160 + last;
    for (const [text, first, last] of [
      ['10.0.0.5', 5, 5],
      [' 10.0.0.5 ', 5, 5],
      ['10.0.0.5 - 10.0.0.9', 5, 9],
      ['10.0.0.5-10.0.0.9', 5, 9],
      ['10.0.0.8/29', 8, 15],
    ] as const) {
      const interval = reader.interval(text);
      assert.deepEqual([interval?.first, interval?.last], [at(first), at(last)], text);
    }
    for (const text of ['', '-', '10.0.0.5 -', '10.0.0.5 - 10.0.0.8/29', 'a - b', '10.0.0.1 - 10.0.0.2 - 10.0.0.3']) {
      assert.equal(reader.interval(text), undefined, text);
    }
  });
});
