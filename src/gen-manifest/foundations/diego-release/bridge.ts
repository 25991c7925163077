/**
 * The release that the stager comes from: where it is not diego-release itself, the deployed cf-release decides which
 * properties are read.
 *
 * Source: diego-release, scripts/generate-deployment-manifest and manifest-generation/diego.yml,
 * bridge-properties.yml, capi-bridge-properties.yml, disable-deprecated-bridge-jobs.yml; jobs/stager up to v0.1468.0.
 */
import type { VersionRow } from '../version-rows.js';
import type { GeneratorFlag } from './generator-flags.js';

/** A release with a stager; none where Cloud Controller stages itself. */
export type StagerRelease = 'diego' | 'cf' | 'capi' | 'none';

/** Where the stager comes from, and where it does with a flag of the generator. */
export interface Stager {
  readonly release: StagerRelease;
  readonly with?: Readonly<Partial<Record<GeneratorFlag, StagerRelease>>>;
}

/** By version of diego-release. */
export const stagers: readonly VersionRow<Stager>[] = [
  { range: '<=0.1462.0', fact: { release: 'diego' } },
  { range: '0.1463.0 - 0.1468.0', fact: { release: 'diego', with: { 'cf-bridge': 'cf' } } },
  { range: '0.1469.0 - 0.1477.0', fact: { release: 'cf' } },
  { range: '0.1478.0 - 1.4.2', fact: { release: 'cf', with: { 'capi-bridge': 'capi' } } },
  { range: '>=1.5.0', fact: { release: 'cf', with: { 'capi-bridge': 'capi', 'no-cc-bridge': 'none' } } },
];
