/** What a path on the command line names: a setting, a group of them, a part of the manifest, a value of an input. */
import {
  diegoEnvironments,
  type DiegoEnvironmentName,
  environments,
  type EnvironmentName,
  isDiegoEnvironment,
} from '../../environments/table.js';
import { catalog } from '../../settings/catalog.js';
import { jobSettings } from '../../settings/jobs/declarations.js';
import { isPropertyGroup, propertyGroupOf } from '../../settings/jobs/groups.js';
import type { YamlMap } from '../../yaml-value.js';
import type { Source, Traced } from './destinations.js';
import { leadsTo, leaves, valueAt } from './document-path.js';

/** A path that has been recognised. */
export type KnownPath =
  | { readonly kind: 'input'; readonly source: Source }
  | { readonly kind: 'group'; readonly path: string }
  | { readonly kind: 'property'; readonly path: readonly string[] };

/** Upstream's stubs leave out their own name in what people say: `garden.log_level`, `cell_z1.instances`. */
const stubs = ['property_overrides', 'instance_count_overrides', 'release_versions'];

/** The setting or group of settings that `path` names, if any; these go before everything else. */
export function knownSetting(path: string): KnownPath | undefined {
  if (isPropertyGroup(path)) return { kind: 'group', path };
  if (propertyGroupOf(path)) return ofJobs(path);
  return ofCatalog([path, ...stubs.map((stub) => `${stub}.${path}`)]);
}

/** What else `path` names; undefined where nothing has that name. */
export function knownPath(
  path: string,
  environment: EnvironmentName | undefined,
  manifests: readonly YamlMap[],
  traced: readonly Traced[],
): KnownPath | undefined {
  const steps = path.split('.');
  if (manifests.some((manifest) => valueAt(manifest, steps) !== undefined) || isDestination(steps, traced)) {
    return { kind: 'property', path: steps };
  }
  const source = traced.map((each) => each.source).find((each) => each.path === path);
  if (source) return { kind: 'input', source };
  return environment && ofCatalog([`iaas.${environment}.${path}`]);
}

function ofJobs(path: string): KnownPath | undefined {
  const known = jobSettings();
  if (known.has(path)) return { kind: 'input', source: { kind: 'setting', path } };
  return [...known.keys()].some((each) => each.startsWith(`${path}.`)) ? { kind: 'group', path } : undefined;
}

function ofCatalog(paths: readonly string[]): KnownPath | undefined {
  for (const path of paths) {
    if (catalog.has(path)) return { kind: 'input', source: { kind: 'setting', path } };
    if (path === '' || isGroup(path)) return { kind: 'group', path };
  }
  return undefined;
}

/** What a manifest has only where a switch is on, such as the release of the root file system. */
function isDestination(path: readonly string[], traced: readonly Traced[]): boolean {
  return traced.some(({ destinations }) =>
    destinations.some((each) => each.document === 'manifest' && leadsTo(path, each.path)),
  );
}

function isGroup(path: string): boolean {
  return [...catalog.keys()].some((known) => known.startsWith(`${path}.`));
}

/** Every path that could be meant, for suggestions: settings, also without their stub's name, and all others. */
export function allPaths(manifests: readonly YamlMap[], traced: readonly Traced[]): string[] {
  const settings = [...catalog.keys(), ...jobSettings().keys()];
  const stub = 'property_overrides.';
  const short = settings.filter((path) => path.startsWith(stub)).map((path) => path.slice(stub.length));
  const properties = manifests.flatMap((manifest) => leaves(manifest).map(({ path }) => path.join('.')));
  return [...new Set([...settings, ...short, ...properties, ...traced.map(({ source }) => source.path)])];
}

/** The environments to look at: the named one, the one that the path is of, or all of them. */
export function environmentsFor(path: string, named: EnvironmentName | undefined): EnvironmentName[] {
  const [first, second] = path.split('.');
  const all = Object.keys(environments) as EnvironmentName[];
  const own = first === 'iaas' ? all.find((name) => name === second) : undefined;
  return own ? [own] : named ? [named] : all;
}

/** Those of them that Diego's own manifest is made for, or all of these: no other has a manifest to look into. */
export function withManifest(all: readonly EnvironmentName[]): [DiegoEnvironmentName, ...DiegoEnvironmentName[]] {
  const [first, ...others] = all.filter(isDiegoEnvironment);
  return first ? [first, ...others] : (Object.keys(diegoEnvironments) as [DiegoEnvironmentName]);
}
