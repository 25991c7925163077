/**
 * Keys of upstream's iaas-settings stub that no template reads.
 *
 * Source: diego-release v0.1463.0, manifest-generation/diego.yml (iaas_settings.*) and the stubs of its examples.
 */
import type { Finding, Step } from '../errors.js';
import { isMap, scalarText, type YamlValue } from '../yaml-value.js';
import { didYouMean } from './nearest.js';
import { type StubSection, type Unread, unreadKey } from './stubs.js';

/** The keys of the section; with the keys of its items where it is a list of named ones, or a map by name. */
const known: Readonly<Record<string, readonly string[] | undefined>> = {
  stemcell: undefined,
  compilation_cloud_properties: undefined,
  resource_pool_cloud_properties: ['name', 'cloud_properties'],
  // `type` is what a network of the manifest has: gen-manifest's own stub says it.
  subnet_configs: ['name', 'type', 'subnets'],
  disk_pools: ['name', 'disk_size', 'cloud_properties'],
};

/** Findings for keys that would be lost without a word; names of pools and networks are the model's to check. */
export function unreadIaas({ source, value }: StubSection, unread: Unread): Finding[] {
  if (!isMap(value)) return [];
  const finding = (path: readonly Step[], among: readonly string[]): Finding => {
    const at = ['iaas_settings', ...path];
    return unreadKey(at.join('.'), didYouMean(String(path.at(-1)), among), { file: source.file, path: at }, unread);
  };
  return Object.entries(value).flatMap(([key, section]): Finding[] => {
    if (!Object.hasOwn(known, key)) return [finding([key], Object.keys(known))];
    const keys = known[key];
    if (!keys) return [];
    return itemsOf(section).flatMap(([step, item]) => {
      const name = Array.isArray(section) && isMap(item) ? scalarText(item['name']) : String(step);
      if (key === 'disk_pools' && name !== 'database_disks') return [finding([key, name], ['database_disks'])];
      if (!isMap(item)) return [];
      const lost = Object.keys(item).filter((each) => !keys.includes(each));
      return lost.map((each) => finding([key, name === '' ? step : name, each], keys));
    });
  });
}

function itemsOf(section: YamlValue): [Step, YamlValue][] {
  if (Array.isArray(section)) return [...section.entries()];
  return isMap(section) ? Object.entries(section) : [];
}
