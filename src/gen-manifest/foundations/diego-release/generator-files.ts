/**
 * The files that scripts/generate-deployment-manifest takes, and how it takes them: by position up to v0.1444.0, by
 * letters from v0.1445.0 on.
 *
 * Source: diego-release v0.1072.0 to v1.35.0, scripts/generate-deployment-manifest.
 */
import type { VersionRow } from '../version-rows.js';

/** What a file is. */
export type GeneratorFile =
  | 'cf'
  | 'director-uuid'
  | 'property-overrides'
  | 'instance-counts'
  | 'persistent-disks'
  | 'iaas'
  | 'additional-jobs'
  | 'release-versions'
  | 'sql'
  | 'voldriver'
  | 'cf-networking'
  | 'sql-lock';

/** The files in the order of the arguments; behind them stands the folder that has cf.yml. */
export const positions: readonly VersionRow<readonly GeneratorFile[]>[] = [
  {
    range: '<=0.1083.0',
    fact: ['director-uuid', 'property-overrides', 'instance-counts', 'persistent-disks', 'iaas'],
  },
  {
    range: '0.1085.0 - 0.1434.0',
    fact: ['director-uuid', 'property-overrides', 'instance-counts', 'persistent-disks', 'iaas', 'additional-jobs'],
  },
  // With a director's UUID before them, these versions warn and take it all the same.
  {
    range: '0.1435.0 - 0.1439.0',
    fact: ['property-overrides', 'instance-counts', 'persistent-disks', 'iaas', 'additional-jobs'],
  },
  {
    range: '0.1440.0 - 0.1444.0',
    fact: ['property-overrides', 'instance-counts', 'persistent-disks', 'iaas', 'additional-jobs', 'release-versions'],
  },
];

/** The files that have a letter, in the order of upstream's help. */
export const letters: readonly VersionRow<{ readonly file: GeneratorFile; readonly letter: string }>[] = [
  { range: '>=0.1445.0', fact: { file: 'cf', letter: '-c' } },
  { range: '>=0.1445.0', fact: { file: 'iaas', letter: '-i' } },
  { range: '>=0.1445.0', fact: { file: 'property-overrides', letter: '-p' } },
  { range: '>=0.1445.0', fact: { file: 'instance-counts', letter: '-n' } },
  { range: '>=0.1445.0', fact: { file: 'release-versions', letter: '-v' } },
  { range: '>=0.1469.0', fact: { file: 'sql', letter: '-s' } },
  { range: '>=0.1473.0', fact: { file: 'voldriver', letter: '-d' } },
  { range: '>=0.1487.0', fact: { file: 'cf-networking', letter: '-N' } },
  { range: '1.6.2 - 1.8.1', fact: { file: 'sql-lock', letter: '-Q' } },
];

/** The versions that cannot do without SQL. */
export const sqlRequired: readonly VersionRow<true>[] = [{ range: '>=1.17.0', fact: true }];
