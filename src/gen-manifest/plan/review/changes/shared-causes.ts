/**
 * What a change of a manifest outside of its groups does to them: of the stemcells, releases and variables that
 * they name, in v1 manifests of the pools, networks and properties that they share.
 *
 * Source: as in group-causes.ts.
 */
import type { Change } from '../../../compare/change.js';
import { isMap, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import type { Cause } from './cause.js';
import { globalPropertyCause } from './global-properties.js';
import { type Group, jobsOf, mapsIn, stepWord } from './manifest.js';

/** What a change does to a group; undefined where it does not concern it. */
export type SharedCause = (group: Group) => Cause | undefined;

/** Says of a section what a change of the thing called `name` does. */
type Rule = (name: string, change: Change, manifest: YamlValue) => SharedCause;

const rule =
  (concerns: (group: Group) => boolean, effect: Cause['effect'], text: string): SharedCause =>
  (group) =>
    concerns(group) ? { effect, text } : undefined;

/** The sections of a manifest that groups share, v1 manifests' among them. */
const rules: Readonly<Record<string, Rule>> = {
  stemcells: (name, change) =>
    rule(({ map }) => map['stemcell'] === name, 'recreated', `the stemcell ${name} changes${latest(change)}`),
  releases: (name, change) =>
    rule(
      (group) => usesRelease(group, name),
      'restarted',
      `the release ${name} changes: jobs and packages of another version are installed${latest(change)}`,
    ),
  variables: (name) =>
    rule(
      ({ map }) => refersTo(map, name),
      'restarted',
      `the variable ${name} changes: what is made anew for it is in files of its jobs`,
    ),
  properties: (_name, change, manifest) => globalPropertyCause(change, manifest),
  resource_pools: (name) =>
    rule(({ map }) => map['resource_pool'] === name, 'recreated', `the resource pool ${name} changes`),
  networks: (name) => rule(({ map }) => onNetwork(map, name), 'recreated', `the network ${name} changes`),
  disk_pools: (name) =>
    rule(
      ({ map }) => map['persistent_disk_pool'] === name,
      'restarted',
      `the disk pool ${name} changes: jobs stop while what is on the old disk is copied to the new one`,
    ),
  addons: (name, _change, manifest) =>
    rule((group) => placedOn(addonIn(manifest, name), group), 'restarted', `the addon ${name} changes`),
};

/** The cause of a change by its place; undefined where no VM differs for it. */
export function sharedCause(change: Change, manifest: YamlValue): SharedCause | undefined {
  const [section, item] = change.path.map(stepWord);
  return section !== undefined && Object.hasOwn(rules, section)
    ? (rules[section] as Rule)(item ?? '', change, manifest)
    : undefined;
}

/** `latest` is what the director has by then: whether that differs from what is deployed, no manifest says. */
function latest(change: Change): string {
  const now = 'new' in change ? change.new : undefined;
  const version = isMap(now) ? now['version'] : now;
  return version === 'latest' ? ', if the newest one that the director has is another' : '';
}

function usesRelease(group: Group, name: string): boolean {
  return group.map['release'] === name || jobsOf(group).some((job) => job['release'] === name);
}

function onNetwork(group: YamlMap, name: string): boolean {
  return mapsIn(group['networks']).some((network) => network['name'] === name);
}

/** Whether `((name))` or a part of it, `((name.ca))`, stands anywhere in a value. */
export function refersTo(value: YamlValue, name: string): boolean {
  if (typeof value === 'string') return value.includes(`((${name}))`) || value.includes(`((${name}.`);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((child) => refersTo(child, name));
}

function addonIn(manifest: YamlValue, addon: string): YamlMap | undefined {
  return mapsIn(isMap(manifest) ? manifest['addons'] : undefined).find(({ name }) => name === addon);
}

/** The placement rules as far as a manifest alone tells: jobs, instance groups and stemcells that are included. */
function placedOn(addon: YamlMap | undefined, group: Group): boolean {
  const include = addon?.['include'];
  if (!isMap(include)) return true;
  const jobs = mapsIn(include['jobs']);
  if (jobs.length > 0) return jobs.some(({ name }) => jobsOf(group).some((job) => job['name'] === name));
  const groups = include['instance_groups'];
  return !Array.isArray(groups) || groups.includes(group.name);
}
