/**
 * Where Cloud Controller reads the limits of staging.
 *
 * Sources: cf-deployment v0.0.0 to v58.0.0, cf-deployment.yml; capi-release 1.14.0 to 1.235.0: `dea_next.*` is in
 * jobs/cloud_controller_ng/spec alone, `cc.staging_timeout_in_seconds` in the specs of all three jobs below.
 */
import type { VersionRow } from '../version-rows.js';
import type { JobProperty } from './job-property.js';

const api = { group: 'api', job: 'cloud_controller_ng' } as const;

/** MiB of disk that a staging container has at least; capi's default is 4096 (6144 up to capi 1.8.0). */
export const stagingDisk: JobProperty = { ...api, keys: ['dea_next', 'staging_disk_limit_mb'], there: 1 };
/** MiB of memory that a staging container has at least; capi's default is 1024. */
export const stagingMemory: JobProperty = { ...api, keys: ['dea_next', 'staging_memory_limit_mb'], there: 1 };
/** MiB of disk that an app may ask for; capi's default is 2048, and no cf-deployment sets it. */
export const maximumAppDisk: JobProperty = { ...api, keys: ['cc', 'maximum_app_disk_in_mb'], there: 2 };
/** What Cloud Controller takes where its manifest has no `cc.maximum_app_disk_in_mb`, in MiB. */
export const defaultMaximumAppDisk = 2048;

const timeout = (group: string, job: string): JobProperty => ({
  group,
  job,
  keys: ['cc', 'staging_timeout_in_seconds'],
  there: 2,
});

/** Seconds that staging may take, read by three jobs of their own; capi's default is 900. */
export const stagingTimeouts: readonly VersionRow<JobProperty>[] = [
  { range: '*', fact: timeout('api', 'cloud_controller_ng') },
  { range: '<=0.0.1', fact: timeout('api', 'cloud_controller_worker') },
  { range: '>=0.0.2', fact: timeout('cc-worker', 'cloud_controller_worker') },
  { range: '0.0.0', fact: timeout('cc_clock', 'cloud_controller_clock') },
  { range: '0.0.1 - 0.27.0', fact: timeout('cc-clock', 'cloud_controller_clock') },
  { range: '>=0.28.0', fact: timeout('scheduler', 'cloud_controller_clock') },
];
