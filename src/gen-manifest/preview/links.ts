/**
 * The links of a job, found in the manifest as the Director finds them (links/links_manager.rb and
 * link_providers_parser.rb of cloudfoundry/bosh v283.1.6): by the name that the manifest gives, else by type.
 */
import { load } from 'js-yaml';
import type { JobSource, Link } from '../erb/job.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../yaml-value.js';
import type { DeploymentManifest, InstanceGroup, ManifestJob } from './deployment-manifest.js';
import { groupAddress, linkInstances } from './instance.js';

/** A link that a job of the deployment provides. */
export interface Provider {
  readonly group: InstanceGroup;
  readonly job: ManifestJob;
  readonly type: string;
  /** The name that consumers find it by: its own, or the manifest's `as`. */
  readonly alias: string;
  readonly properties: YamlMap;
}

/** A link that the job's spec consumes and that was not found, or not told apart. */
export interface Unresolved {
  readonly link: string;
  readonly type: string;
  readonly providers: readonly Provider[];
  readonly from: string | undefined;
}

/** The declarations of a job's spec. */
export function declared(source: JobSource): YamlMap {
  const spec = load(source.spec) as YamlMap;
  return isMap(spec) ? spec : {};
}

/** Everything that the deployment's jobs provide; `sourceOf` gives those whose release is at hand. */
export async function providers(
  manifest: DeploymentManifest,
  sourceOf: (job: ManifestJob) => Promise<JobSource | undefined>,
): Promise<Provider[]> {
  const found: Provider[] = [];
  for (const group of manifest.groups) {
    for (const job of group.jobs) {
      const source = await sourceOf(job);
      if (source) found.push(...providedBy(group, job, declared(source)));
    }
  }
  return found;
}

function providedBy(group: InstanceGroup, job: ManifestJob, spec: YamlMap): Provider[] {
  return listed(spec['provides']).flatMap((provided): Provider[] => {
    const name = scalarText(provided['name']);
    const given = job.provides[name];
    if (Object.hasOwn(job.provides, name) && isBlocked(given)) return [];
    const as = isMap(given) ? given['as'] : undefined;
    const names = Array.isArray(provided['properties']) ? provided['properties'].map(String) : [];
    const properties = sharedProperties(names, job.properties, isMap(spec['properties']) ? spec['properties'] : {});
    return [{ group, job, type: scalarText(provided['type']), alias: typeof as === 'string' ? as : name, properties }];
  });
}

/** The shared properties' values: the manifest's, else the spec's default, else null. */
function sharedProperties(names: readonly string[], given: YamlMap, declarations: YamlMap): YamlMap {
  const shared: YamlMap = {};
  for (const name of names) {
    const steps = name.split('.');
    const value = steps.reduce<YamlValue | undefined>((here, step) => (isMap(here) ? here[step] : undefined), given);
    const declaration = declarations[name];
    const initial = isMap(declaration) ? declaration['default'] : undefined;
    const parent = steps.slice(0, -1).reduce<YamlMap>((here, step) => (here[step] ??= {}) as YamlMap, shared);
    parent[steps.at(-1) as string] = value ?? initial ?? null;
  }
  return shared;
}

/** The job's links by the names of its spec, and those that are missing. */
export function resolveLinks(
  { deployment, job, spec }: { readonly deployment: string; readonly job: ManifestJob; readonly spec: YamlMap },
  all: readonly Provider[],
): { readonly links: Readonly<Record<string, Link>>; readonly unresolved: readonly Unresolved[] } {
  const links: Record<string, Link> = {};
  const unresolved: Unresolved[] = [];
  for (const consumed of listed(spec['consumes'])) {
    const [name, type] = [scalarText(consumed['name']), scalarText(consumed['type'])];
    const given = job.consumes[name];
    if (Object.hasOwn(job.consumes, name) && isBlocked(given)) continue;
    if (isMap(given) && Array.isArray(given['instances'])) {
      links[name] = manualLink(given);
      continue;
    }
    const from = isMap(given) && typeof given['from'] === 'string' ? given['from'] : undefined;
    const matching = all.filter((each) => each.type === type && (from === undefined || each.alias === from));
    const [only] = matching;
    if (only && matching.length === 1) links[name] = linkTo(only, deployment);
    else if (matching.length > 0 || consumed['optional'] !== true || from !== undefined)
      unresolved.push({ link: name, type, providers: matching, from });
  }
  return { links, unresolved };
}

function linkTo({ group, properties }: Provider, deployment: string): Link {
  return { instances: linkInstances(group, deployment), properties, address: groupAddress(group, deployment) };
}

/** A link that the manifest itself spells out: `instances`, `properties`, `address`. */
function manualLink(given: YamlMap): Link {
  const instances = (given['instances'] as YamlValue[]).filter(isMap);
  return {
    instances: instances.map((instance, index) => ({
      ...{ name: '', index, id: '', az: null, bootstrap: index === 0 },
      ...instance,
      address: scalarText(instance['address']),
    })),
    properties: isMap(given['properties']) ? given['properties'] : {},
    ...(typeof given['address'] === 'string' && { address: given['address'] }),
  };
}

/** bosh.io/docs/links: `nil`, as text or as YAML's null, blocks a link. */
function isBlocked(value: YamlValue | undefined): boolean {
  return value === null || value === 'nil';
}

function listed(value: YamlValue | undefined): YamlMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}
