/** Addresses of 127.0.0.0/8 for machines, a network of its own for each run, so that two runs do not meet. */
import { randomInt } from 'node:crypto';

const network = `127.${randomInt(64, 250)}.${randomInt(1, 250)}`;
let last = 0;

/** An address that no other machine of this run has. */
export function newAddress(): string {
  last += 1;
  return `${network}.${last}`;
}
