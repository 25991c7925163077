/** Every setting by its path: gen-manifest's own, upstream's stubs, and the environments'. */
import { environments } from '../environments/table.js';
import type { Declaration } from '../foundations/declaration.js';
import { propertyOverrides } from '../foundations/property-overrides.js';
import { groupAndZone, groups, jobNames, releaseNames } from '../foundations/topology.js';
import { ownSettings } from './declarations.js';

const under = (prefix: string, table: Readonly<Record<string, Declaration>>): [string, Declaration][] =>
  Object.entries(table).map(([path, declaration]) => [`${prefix}.${path}`, declaration]);

function instanceCounts(): [string, Declaration][] {
  return jobNames.flatMap((job) => {
    const { group, zone } = groupAndZone(job);
    const at = `instance_count_overrides.${job}`;
    const instances: Declaration = {
      type: 'integer',
      minimum: 0,
      description: `Instances of ${job}`,
      'x-manifest-default': groups[group].instances[zone - 1] ?? 0,
    };
    const maxInFlight: Declaration = {
      type: ['integer', 'string'],
      pattern: '^[1-9][0-9]*%?$',
      'x-text': 'a share such as 20%',
      description: `How many instances of ${job} BOSH updates at a time: a number, or a share such as 20%`,
      'x-manifest-default': 1,
    };
    const serial = groups[group].serial;
    return [
      [`${at}.instances`, instances] as [string, Declaration],
      ...(serial ? [] : [[`${at}.max_in_flight`, maxInFlight] as [string, Declaration]]),
    ];
  });
}

function releaseVersions(): [string, Declaration][] {
  return releaseNames.map((release) => [
    `release_versions.${release}`,
    {
      type: ['string', 'integer'],
      description: `Version of the release ${release}; upstream's generator ignores it at this version`,
      'x-manifest-default': 'latest',
      examples: ['0.1463.0'],
    },
  ]);
}

/** All settings, in the order in which `init` and the docs show them. */
export const catalog: ReadonlyMap<string, Declaration> = new Map<string, Declaration>([
  ...Object.entries<Declaration>(ownSettings),
  ...Object.values(environments).flatMap((environment) => under(`iaas.${environment.name}`, environment.settings)),
  ...instanceCounts(),
  ...releaseVersions(),
  ...under('property_overrides', propertyOverrides),
]);

/** The paths of gen-manifest's own settings. */
export type OwnSetting = keyof typeof ownSettings;
