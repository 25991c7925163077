/** The networks that Diego's cells are in, as few ranges as they can be written with. */
import type { IaasSettings } from '../../environments/environment.js';
import { variable } from '../../environments/environment.js';
import { networkNames } from '../../foundations/topology.js';
import { find, isMap, scalarText, type YamlValue } from '../../yaml-value.js';

/** The ranges of Diego's subnets; variables where nothing is known of them. */
export function cellNetworks(iaas: IaasSettings | undefined): YamlValue[] {
  if (!iaas) return networkNames.map((name) => variable(`${name}_range`));
  const ranges = networkNames.flatMap((name) => {
    const subnets = iaas.subnets[name];
    const list: readonly YamlValue[] = Array.isArray(subnets) ? subnets : [];
    return list.filter(isMap).flatMap((subnet) => find(subnet, ['range']) ?? []);
  });
  return collapsed([...new Set(ranges)]);
}

/** A range of IPv4 addresses: the number of its first one, and the length of its prefix. */
type Range = readonly [first: number, prefix: number];

/** Joins neighbours, so that BOSH-Lite's 192 subnets are three ranges; what is no range stays as it is. */
function collapsed(ranges: readonly YamlValue[]): YamlValue[] {
  const known = ranges.map(parsed);
  if (known.some((range) => range === undefined)) return [...ranges];
  const stack: Range[] = [];
  for (const range of (known as Range[]).sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    stack.push(range);
    for (let pair = neighbours(stack); pair; pair = neighbours(stack)) stack.splice(-2, 2, pair);
  }
  return stack.map(written);
}

/** The range that the last two make up together. */
function neighbours(stack: readonly Range[]): Range | undefined {
  const [first, second] = stack.slice(-2);
  if (!first || !second || first[1] !== second[1]) return undefined;
  const size = 2 ** (32 - first[1]);
  return first[0] % (size * 2) === 0 && second[0] === first[0] + size ? [first[0], first[1] - 1] : undefined;
}

function parsed(range: YamlValue): Range | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(scalarText(range))?.slice(1).map(Number);
  if (!parts) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 32] = parts;
  return [((a * 256 + b) * 256 + c) * 256 + d, prefix];
}

function written([first, prefix]: Range): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
  return `${octets.join('.')}/${prefix}`;
}
