/** Random inputs that upstream's generator and gen-manifest both take: CF manifests, stubs, flags. */
import fc, { type Arbitrary } from 'fast-check';
import { cfInputs } from '../../src/gen-manifest/foundations/cf-inputs.js';
import type { Declaration } from '../../src/gen-manifest/foundations/declaration.js';
import { propertyOverrides } from '../../src/gen-manifest/foundations/property-overrides.js';
import { groupAndZone, groups, jobNames, networkNames, zones } from '../../src/gen-manifest/foundations/topology.js';
import type { YamlMap, YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { type Change, change, changes } from './changed-tree.js';

/** One case: the content of the files and the flags. */
export interface UpstreamCase {
  readonly cf: YamlMap;
  readonly iaas: YamlMap;
  readonly overrides: YamlMap;
  readonly counts: YamlMap | undefined;
  readonly flags: readonly string[];
}

/** Strings that YAML readers like to take for something else; no spiff node, as those are refused here. */
const text: Arbitrary<string> = fc.oneof(
  fc.constantFrom('yes', 'no', '0123', '12:30:45', 'a: b #c', '<%= 1 %>', '*alias', '~', 'null', '', '1e3', '0x1f'),
  fc.constantFrom('a\nb', 'a\nb\n', '- x', '# x', '2001-01-01', "'q'", '"q"', 'y', '=', '1.0', '10.0.0.1:5000'),
  fc.stringMatching(/^[a-z][a-z0-9 .:/_-]{0,12}[a-z0-9]$/),
);

const scalar: Arbitrary<YamlValue> = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.integer({ min: -1000, max: 100_000 }),
  fc.constantFrom(0.5, 1.25, -17.75),
  fc.boolean(),
);

const registry = fc.stringMatching(/^[a-z]{1,6}\.example\.com:[1-9][0-9]{0,3}$/);
const anyMap: Arbitrary<YamlMap> = fc.dictionary(fc.stringMatching(/^[a-z_]{1,6}$/), scalar, { maxKeys: 3 });

function overrideValue(path: string, declaration: Declaration): Arbitrary<YamlValue> {
  const types = [declaration.type].flat();
  if (path.endsWith('insecure_docker_registry_list')) return fc.oneof(fc.constant(null), fc.array(registry));
  // A staging disk larger than this is an error here, and upstream does not look.
  if (/_capacity_mb$/.test(path))
    return fc.oneof(fc.integer({ min: 10240, max: 99999 }), fc.constantFrom(null, 'auto'));
  const lists = types.includes('array') ? [fc.array(scalar), fc.array(anyMap)] : [];
  const scalars = types.some((type) => type !== 'array') ? [scalar] : [];
  return fc.oneof(fc.constant(null), ...lists, ...scalars);
}

const values = Object.fromEntries(
  Object.entries<Declaration>(propertyOverrides).map(([path, declaration]) => [path, overrideValue(path, declaration)]),
);
const required = Object.entries<Declaration>(propertyOverrides)
  .filter(([, declaration]) => declaration['x-required'])
  .map(([path]) => path);

function nest(flat: Readonly<Record<string, YamlValue | undefined>>): YamlMap {
  const root: YamlMap = {};
  for (const [path, value] of Object.entries(flat)) {
    if (value === undefined) continue;
    const steps = path.split('.');
    let here = root;
    for (const step of steps.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
    here[steps.at(-1) as string] = value;
  }
  return root;
}

/** Property overrides, now and then without one that is required, or with a section that is null. */
const overrides: Arbitrary<YamlMap> = fc
  .record({
    flat: fc.record(values, { requiredKeys: required }),
    dropped: fc.option(fc.constantFrom(...required), { freq: 12, nil: undefined }),
    nulls: fc.subarray(['auctioneer', 'garden', 'executor', 'rep', 'stager', 'syslog_daemon_config'], { maxLength: 2 }),
    nullRequired: fc.option(fc.constantFrom('bbs', 'etcd'), { freq: 20, nil: undefined }),
  })
  .map(({ flat, dropped, nulls, nullRequired }) => {
    const tree = nest({ ...flat, ...(dropped && { [dropped]: undefined }) });
    for (const section of [...nulls, ...(nullRequired ? [nullRequired] : [])]) tree[section] = null;
    return { property_overrides: tree };
  });

const maxInFlight = fc.option(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom('20%', null)), {
  nil: undefined,
});
const count = (job: (typeof jobNames)[number]): Arbitrary<YamlMap | undefined> =>
  fc.option(
    fc
      .record({ instances: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }), max_in_flight: maxInFlight })
      .map((given) => {
        const kept = groups[groupAndZone(job).group].serial ? { instances: given.instances } : given;
        return JSON.parse(JSON.stringify(kept)) as YamlMap;
      }),
    { nil: undefined },
  );

/** Instance counts as a list by name or as a map, or no such file. */
const counts: Arbitrary<YamlMap | undefined> = fc.option(
  fc
    .record({ jobs: fc.record(Object.fromEntries(jobNames.map((job) => [job, count(job)]))), list: fc.boolean() })
    .map(({ jobs, list }) => {
      const given = Object.entries(jobs).filter((entry): entry is [string, YamlMap] => entry[1] !== undefined);
      const asList = given.map(([name, item]): YamlMap => ({ name, ...item }));
      return { instance_count_overrides: list ? asList : Object.fromEntries(given) };
    }),
  { nil: undefined },
);

const named = (items: Readonly<Record<string, YamlMap>>, list: boolean): YamlValue =>
  list ? Object.entries(items).map(([name, item]) => ({ name, ...item })) : { ...items };

const disks = fc.option(
  fc.record(
    { disk_size: fc.option(fc.integer({ min: 1, max: 99999 })), cloud_properties: fc.option(anyMap) },
    { requiredKeys: [] },
  ),
  { nil: undefined, freq: 3 },
);

function subnets(zone: number): Arbitrary<YamlValue> {
  return fc.record({ count: fc.integer({ min: 1, max: 3 }), extra: anyMap }).map(({ count: many, extra }) =>
    Array.from({ length: many }, (_, index) => ({
      range: `10.${zone}.${index}.0/24`,
      gateway: `10.${zone}.${index}.1`,
      static: [`10.${zone}.${index}.20 - 10.${zone}.${index}.30`],
      cloud_properties: extra,
    })),
  );
}

/** IaaS settings, named things as lists or as maps, now and then with something missing or null. */
const iaas: Arbitrary<YamlMap> = fc
  .record({
    stemcell: fc.record({ name: text, version: fc.oneof(text, fc.integer({ min: 1, max: 4000 })) }),
    compilation: anyMap,
    pools: fc.record(Object.fromEntries(jobNames.map((job) => [job, anyMap]))),
    networks: fc.tuple(...zones.map(subnets)),
    disks,
    lists: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    changes: changes([
      ['iaas_settings', 'stemcell'],
      ['iaas_settings', 'compilation_cloud_properties'],
      ['iaas_settings', 'resource_pool_cloud_properties', 'cell_z2'],
      ['iaas_settings', 'resource_pool_cloud_properties', 'brain_z1', 'cloud_properties'],
    ]),
  })
  .map((given) => {
    const pools = Object.entries(given.pools).map(([job, cloud]) => [job, { cloud_properties: cloud }] as const);
    const networks = networkNames.map(
      (name, index) => [name, { subnets: given.networks[index] as YamlValue }] as const,
    );
    const tree: YamlMap = {
      iaas_settings: {
        stemcell: given.stemcell as YamlMap,
        compilation_cloud_properties: given.compilation,
        resource_pool_cloud_properties: named(Object.fromEntries(pools), given.lists[0]),
        subnet_configs: named(Object.fromEntries(networks), given.lists[1]),
        ...(given.disks && { disk_pools: named({ database_disks: given.disks }, given.lists[2]) }),
      },
    };
    return change(tree, given.changes);
  });

const cfChanges: Arbitrary<readonly Change[]> = changes(
  Object.values(cfInputs).flatMap(({ path }) => [path, path.slice(0, -1)]),
);

/** Cases that start from one of these CF manifests. */
export function upstreamCases(cfManifests: readonly YamlMap[]): Arbitrary<UpstreamCase> {
  return fc
    .record({
      base: fc.constantFrom(...cfManifests),
      changed: cfChanges,
      iaas,
      overrides,
      counts,
      flags: fc.subarray(['-r', '-b']),
    })
    .map(({ base, changed, ...others }) => ({ cf: change(base, changed), ...others }));
}
