/** What contradicts a deployment in an operator's own cloud config: BOSH would refuse it, or a setting does nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { Finding, Place } from '../../errors.js';
import type { CloudConfig } from '../../model/cloud-config/cloud-config.js';
import { networkFindings, subnetMaps } from '../../model/cloud-config/network-checks.js';
import { Noted } from '../../model/reason.js';
import { type Found, placeOf } from '../../settings/layers.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { plain, type PlannedMap, type PlannedValue } from '../planned.js';
import { named, type NamedList, namedLists, nameOf } from './named-items.js';

/** The base with its value as a map. */
type Base = YamlSource & { readonly value: YamlMap };
type Lists = Readonly<Record<NamedList, readonly PlannedMap[]>>;

/** The findings of everything in the base that has the name of something that is wanted. */
export function baseFindings(cloud: CloudConfig, lists: Lists, base: Base): Finding[] {
  const there = namedLists.flatMap((list) =>
    lists[list].flatMap((item) => {
      const found = named(base.value, list, item);
      return found ? settingFindings(list, item, found) : [];
    }),
  );
  const network = lists.networks.map((item) => named(base.value, 'networks', item)).find((each) => each !== undefined);
  return [...otherIaas(cloud, lists, base), ...there, ...(network ? ofNetwork(cloud, network, base) : [])];
}

/** A network that is there must take the instances as it is. */
function ofNetwork(cloud: CloudConfig, network: YamlMap, base: Base): Finding[] {
  const { name } = cloud.network;
  const all = base.value['networks'] as YamlValue[];
  const path = ['networks', all.indexOf(network)];
  const place: Place = { file: base.file, path };
  const type = scalarText(network['type']) || 'manual';
  if (type === 'vip' || (type === 'dynamic' && cloud.addresses.length > 0)) {
    const why = type === 'vip' ? 'has no addresses of its own' : 'gives no fixed addresses';
    const hint = 'name a manual network with bosh.network, or one that is not there yet, which is made then';
    const message = `the network ${name} in the base is ${type}, which ${why}`;
    return [{ code: 'not-allowed', severity: 'error', message, hint, place }];
  }
  const subnets = subnetMaps(network['subnets']);
  // A dynamic network without subnets is in every zone.
  if (type === 'dynamic' && subnets.length === 0) return [];
  const given = subnets.map((value, index) => ({
    network: name,
    value,
    place: (key: string): Place => ({ file: base.file, path: [...path, 'subnets', index, key] }),
  }));
  const change = 'change it in the base and update that: bosh update-cloud-config';
  return networkFindings(
    { name, subnets: given, where: 'the base', place, change, fresh: false, placed: false },
    cloud,
  );
}

/** Settings that say otherwise than what is there under the same name: they would do nothing. */
function settingFindings(list: NamedList, item: PlannedMap, there: YamlMap): Finding[] {
  const name = nameOf(item);
  return explicit(item).flatMap(({ path, value, found }): Finding[] => {
    const has = alternatives(there, path);
    // What a variable stands for in the base is not known.
    if (has.some((each) => sameText(each, value) || scalarText(each).includes('(('))) return [];
    const [now] = has;
    const is = now === undefined ? 'has none' : `has ${JSON.stringify(plain(now))}`;
    return [
      {
        code: 'not-allowed',
        severity: 'error',
        message: `${found.path} contradicts the base, whose ${words[list]} ${name} ${is} as ${path.join('.')}`,
        hint: `leave it out, or name another one with ${namedBy[list]}, which is made then`,
        place: placeOf(found),
      },
    ];
  });
}

const namedBy: Readonly<Record<NamedList, string>> = {
  azs: 'bosh.azs',
  vm_types: 'bosh.vm_type',
  disk_types: 'bosh.persistent_disk_type',
  networks: 'bosh.network',
};

const words: Readonly<Record<NamedList, string>> = {
  azs: 'zone',
  vm_types: 'VM type',
  disk_types: 'disk type',
  networks: 'network',
};

interface Explicit {
  readonly path: readonly string[];
  readonly value: YamlValue;
  readonly found: Found;
}

/** The values within an item that a setting of the IaaS gives; of the addresses of instances others speak. */
function explicit(value: PlannedValue, path: readonly string[] = []): Explicit[] {
  if (value instanceof Noted) {
    const { from } = value.reason;
    if (from) return from.path.startsWith('iaas.') ? [{ path, value: plain(value), found: from }] : [];
    return explicit(value.value, path);
  }
  if (Array.isArray(value)) return value.flatMap((each) => explicit(each, [...path, '*']));
  return isMap(value as YamlValue)
    ? Object.entries(value as PlannedMap).flatMap(([key, each]) => explicit(each, [...path, key]))
    : [];
}

/** What stands at a path; `*` is any item of a list. */
function alternatives(value: YamlValue | undefined, [step, ...rest]: readonly string[]): YamlValue[] {
  if (value === undefined) return [];
  if (step === undefined) return [value];
  if (step === '*') return Array.isArray(value) ? value.flatMap((each) => alternatives(each, rest)) : [];
  return isMap(value) ? alternatives(value[step], rest) : [];
}

/** Equal but for the order of a list, and the spaces in ranges of addresses. */
function sameText(a: YamlValue, b: YamlValue): boolean {
  if (isDeepStrictEqual(a, b)) return true;
  const texts = (value: YamlValue): string[] => [value].flat().map((each) => scalarText(each).replace(/\s/g, ''));
  return isDeepStrictEqual(texts(a).sort(), texts(b).sort()) && !texts(a).includes('');
}

/** A base of another IaaS: its cloud properties have no key in common with those that are made here. */
function otherIaas({ iaas }: CloudConfig, lists: Lists, { file, value }: Base): Finding[] {
  const ours = keysOf(lists.azs.map((item) => plain(item)));
  const theirs = keysOf(Array.isArray(value['azs']) ? value['azs'] : []);
  if (ours.length === 0 || theirs.length === 0 || ours.some((key) => theirs.includes(key))) return [];
  return [
    {
      code: 'not-allowed',
      severity: 'warning',
      message: `the zones of the base have ${theirs.join(', ')}, and those of ${iaas} have ${ours.join(', ')}`,
      hint: 'is --env the IaaS of this base?',
      place: { file, path: ['azs'] },
    },
  ];
}

function keysOf(azs: readonly YamlValue[]): string[] {
  const properties = azs.map((az) => (isMap(az) ? az['cloud_properties'] : undefined)).filter(isMap);
  return [...new Set(properties.flatMap((each) => Object.keys(each)))];
}
