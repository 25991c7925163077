/** Reads addresses in the forms that BOSH takes. */
import type { Address, Cidr, Interval } from './address-interval.js';

/** The number of an IPv6 address; undefined where the text is none. */
export type ReadIpv6 = (text: string) => bigint | undefined;

/** Reads texts; `readIpv6` is given only where an IPv6 address may be among them. */
export class AddressReader {
  constructor(private readonly readIpv6: ReadIpv6 = () => undefined) {}

  /** The address that `text` is; undefined where it is none. Leading zeros are refused: readers differ on them. */
  address(text: string): Address | undefined {
    return text.includes(':') ? this.readIpv6(text) : ipv4(text);
  }

  /** The subnet that `text` is, such as `10.0.1.0/24`; undefined where it is none. */
  cidr(text: string): Cidr | undefined {
    const slash = text.indexOf('/');
    const address = slash < 0 ? undefined : this.address(text.slice(0, slash));
    const bits = text.slice(slash + 1);
    if (address === undefined || !/^\d{1,3}$/.test(bits)) return undefined;
    const prefix = Number(bits);
    if (typeof address === 'number') {
      if (prefix > 32) return undefined;
      const size = 2 ** (32 - prefix);
      const first = address - (address % size);
      return { first, last: first + size - 1, hostBits: first !== address };
    }
    if (prefix > 128) return undefined;
    const size = 1n << BigInt(128 - prefix);
    const first = address - (address % size);
    return { first, last: first + size - 1n, hostBits: first !== address };
  }

  /**
   * The addresses that an entry of `static` or `reserved` names: an address, `first - last`, or a subnet.
   * Source: cloudfoundry/bosh, bosh-director/lib/bosh/director/ip_util.rb.
   */
  interval(text: string): Interval | undefined {
    const dash = text.indexOf('-');
    if (dash < 0) {
      const address = this.address(text.trim());
      return address === undefined ? this.cidr(text.trim()) : { first: address, last: address };
    }
    const first = this.address(text.slice(0, dash).trim());
    const last = this.address(text.slice(dash + 1).trim());
    return first === undefined || last === undefined ? undefined : { first, last };
  }
}

const zero = 48;
const point = 46;

/** An IPv4 address, without a regular expression and without loading ipaddr.js: a manifest can have thousands. */
function ipv4(text: string): number | undefined {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let octets = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? point : text.charCodeAt(at);
    if (code >= zero && code < zero + 10) {
      if (digits > 0 && octet === 0) return undefined;
      octet = octet * 10 + code - zero;
      digits++;
    } else {
      if (code !== point || digits === 0 || octet > 255) return undefined;
      value = value * 256 + octet;
      octets++;
      octet = 0;
      digits = 0;
    }
  }
  return octets === 4 ? value : undefined;
}
