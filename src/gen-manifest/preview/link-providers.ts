/**
 * What the jobs of a deployment provide as links. Source: cloudfoundry/bosh v283.1.6, bosh-director,
 * links/link_providers_parser.rb and link_helpers.rb.
 */
import { load } from 'js-yaml';
import type { JobSource } from '../erb/job.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../yaml-value.js';
import type { DeploymentManifest, InstanceGroup, ManifestJob } from './deployment-manifest.js';

/** A link that a job of the deployment provides. */
export interface Provider {
  readonly group: InstanceGroup;
  readonly job: ManifestJob;
  readonly type: string;
  /** The name that consumers find it by: its own, or the manifest's `as`. */
  readonly alias: string;
  readonly properties: YamlMap;
}

/** The declarations of a job's spec. */
export function declared(source: JobSource): YamlMap {
  const spec = source.declaration ?? (load(source.spec) as YamlMap);
  return isMap(spec) ? spec : {};
}

/** Everything that the deployment's jobs provide; `sourceOf` gives those whose release is at hand. */
export async function providers(
  manifest: DeploymentManifest,
  sourceOf: (job: ManifestJob) => Promise<JobSource | undefined>,
): Promise<Provider[]> {
  const specs = new Map<JobSource, YamlMap>();
  const found: Provider[] = [];
  for (const group of manifest.groups) {
    for (const job of group.jobs) {
      const source = await sourceOf(job);
      if (!source) continue;
      const spec = specs.get(source) ?? declared(source);
      specs.set(source, spec);
      found.push(...providedBy(group, job, spec));
    }
  }
  return found;
}

function providedBy(group: InstanceGroup, job: ManifestJob, spec: YamlMap): Provider[] {
  const declarations = isMap(spec['properties']) ? spec['properties'] : {};
  return [...job.custom, ...listed(spec['provides'])].flatMap((provided): Provider[] => {
    const name = scalarText(provided['name']);
    const given = job.provides[name];
    if (Object.hasOwn(job.provides, name) && isBlocked(given)) return [];
    const as = isMap(given) ? given['as'] : undefined;
    const names = Array.isArray(provided['properties']) ? provided['properties'].map(String) : [];
    const properties = sharedProperties(names, job.properties, declarations);
    return [{ group, job, type: scalarText(provided['type']), alias: typeof as === 'string' ? as : name, properties }];
  });
}

/** The shared properties' values: the manifest's, even null, else the spec's default, else null. */
function sharedProperties(names: readonly string[], given: YamlMap, declarations: YamlMap): YamlMap {
  const shared: YamlMap = {};
  for (const name of names) {
    const steps = name.split('.');
    const value = steps.reduce<YamlValue | undefined>(
      (here, step) => (isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined),
      given,
    );
    const declaration = declarations[name];
    const initial = isMap(declaration) ? declaration['default'] : undefined;
    const parent = steps.slice(0, -1).reduce<YamlMap>((here, step) => (here[step] ??= {}) as YamlMap, shared);
    parent[steps.at(-1) as string] = value === undefined ? (initial ?? null) : value;
  }
  return shared;
}

/** bosh.io/docs/links: `nil`, as text or as YAML's null, blocks a link. */
export function isBlocked(value: YamlValue | undefined): boolean {
  return value === null || value === 'nil';
}

/** The maps of a list; none where it is no list. */
export function listed(value: YamlValue | undefined): YamlMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}
