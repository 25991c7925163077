/** Upstream's iaas-settings stub, `-i`: it replaces an environment's settings as a whole. */
import type { IaasSettings } from '../environments/environment.js';
import type { Finding } from '../errors.js';
import { type JobName, type NetworkName, networkNames, resourcePoolNames } from '../foundations/topology.js';
import { didYouMean } from '../settings/nearest.js';
import type { StubSection } from '../settings/stubs.js';
import { find, isMap, type YamlValue } from '../yaml-value.js';

/**
 * Names in the stub that the deployment of registry and cache reads: its own, and that of diego-docker-cache-release,
 * manifest-generation/examples/openstack/iaas-settings.yml.
 */
export const dockerNames = ['docker', 'docker-cache'];

/** Sections of the stub that other deployments read: errands, benchmarks, vizzini, registry and cache. */
const otherDeployments = ['errand', 'diego-vizzini', 'diego-benchmarks', 'benchmarks_z1', ...dockerNames];

/** The stub's settings; a finding for each that upstream's templates need and do not find. */
export function iaasFromStub(section: StubSection, findings: Finding[]): IaasSettings {
  const reader = new StubReader(section);
  const pools = resourcePoolNames.map((pool): [JobName, YamlValue] => [
    pool,
    reader.required(['resource_pool_cloud_properties', pool, 'cloud_properties']),
  ]);
  const subnets = networkNames.map((network): [NetworkName, YamlValue] => [
    network,
    reader.required(['subnet_configs', network, 'subnets']),
  ]);
  const disks = ['disk_pools', 'database_disks'];
  const result = {
    stemcell: reader.required(['stemcell']),
    compilationCloudProperties: reader.required(['compilation_cloud_properties']),
    resourcePools: Object.fromEntries(pools) as Record<JobName, YamlValue>,
    subnets: Object.fromEntries(subnets) as Record<NetworkName, YamlValue>,
    databaseDisks: {
      size: reader.optional([...disks, 'disk_size'], 1024),
      cloudProperties: reader.optional([...disks, 'cloud_properties'], {}),
    },
  };
  findings.push(
    ...reader.missing(),
    ...unreadNames(section, 'resource_pool_cloud_properties', resourcePoolNames),
    ...unreadNames(section, 'subnet_configs', networkNames),
  );
  return result;
}

class StubReader {
  /** What is missing, by the deepest node that is there. */
  private readonly lacking = new Map<string, { readonly at: readonly string[]; readonly paths: string[] }>();

  constructor(private readonly section: StubSection) {}

  /** The value at `path`, null included, as upstream keeps it; else `otherwise`. */
  optional(path: readonly string[], otherwise: YamlValue): YamlValue {
    const value = this.find(path);
    return value === undefined ? otherwise : value;
  }

  required(path: readonly string[]): YamlValue {
    const value = this.find(path);
    if (value !== undefined) return value;
    let length = path.length;
    while (length > 0 && this.find(path.slice(0, length)) === undefined) length--;
    const at = path.slice(0, length);
    const lacking = this.lacking.get(at.join('.')) ?? { at, paths: [] };
    lacking.paths.push(path.join('.'));
    this.lacking.set(at.join('.'), lacking);
    return null;
  }

  /** One finding for each node that lacks something, however much it lacks. */
  missing(): Finding[] {
    return [...this.lacking.values()].map(({ at, paths }) => ({
      code: 'missing',
      severity: 'error',
      message: `iaas_settings has no ${paths.join(', ')}`,
      hint: "Diego's manifest cannot be made without; gen-manifest stubs --only iaas-settings shows a whole one",
      place: { file: this.section.source.file, path: ['iaas_settings', ...at] },
    }));
  }

  private find(path: readonly string[]): YamlValue | undefined {
    return find(this.section.value, path);
  }
}

/** Warnings for named items that no template reads, such as a misspelt pool, and for names that stand twice. */
function unreadNames({ source, value }: StubSection, list: string, known: readonly string[]): Finding[] {
  const items = find(value, [list]);
  const names: (YamlValue | undefined)[] = Array.isArray(items)
    ? items.map((item) => find(item, ['name']))
    : isMap(items)
      ? Object.keys(items)
      : [];
  const seen = new Set<string>();
  return names.flatMap((name, index): Finding[] => {
    if (typeof name !== 'string') return [];
    const path = ['iaas_settings', list, Array.isArray(items) ? index : name];
    const place = { file: source.file, path };
    const twice = seen.has(name);
    seen.add(name);
    if (twice) {
      const message = `${list} has ${name} twice, only the first counts`;
      return [{ code: 'duplicate-name', severity: 'error', message, hint: 'remove one of them', place }];
    }
    if (known.includes(name) || otherDeployments.includes(name)) return [];
    const message = `${list} has ${name}, which Diego's manifest does not read`;
    return [{ code: 'unread-override', severity: 'warning', message, hint: didYouMean(name, known), place }];
  });
}
