/** IPv6 addresses, read by ipaddr.js; loaded only where one may be given. */
import ipaddr from 'ipaddr.js';
import type { ReadIpv6 } from './address-reader.js';

/** The address as a bigint of 129 bits, which is above every IPv4 address. A zone (`%eth0`) is refused. */
export const readIpv6: ReadIpv6 = (text) => {
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const bytes = ipaddr.IPv6.parse(text).toByteArray();
  return bytes.reduce((value, byte) => (value << 8n) + BigInt(byte), 1n);
};
