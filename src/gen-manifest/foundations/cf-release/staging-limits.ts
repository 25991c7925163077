/**
 * Limits of staging in cf-release, by version.
 *
 * Source: cf-release v168 to v287, templates/cf-jobs.yml up to v233 and templates/cf.yml from v234 on
 * (properties.dea_next); jobs/cloud_controller_ng/spec.
 */
import type { VersionRow } from '../version-rows.js';

/** MiB of disk that the templates write; they have no `dea_next` from v262 on. */
export const templateDisk: readonly VersionRow<number>[] = [
  { range: '168 - 205', fact: 4096 },
  { range: '206 - 245', fact: 6144 },
  { range: '246 - 261', fact: 4096 },
];

/** MiB of disk that Cloud Controller's job takes where its manifest says nothing. */
export const jobDisk: readonly VersionRow<number>[] = [
  { range: '169 - 205', fact: 4096 },
  { range: '206 - 245', fact: 6144 },
  { range: '246 - 287', fact: 4096 },
];

/** MiB of memory that the templates write. */
export const templateMemory: readonly VersionRow<number>[] = [{ range: '171 - 261', fact: 1024 }];

/** Where the job reads the seconds that staging may take; the templates lose either. */
export const timeoutProperty: readonly VersionRow<string>[] = [
  { range: '162 - 172', fact: 'ccng.staging_timeout_in_seconds' },
  { range: '173 - 287', fact: 'cc.staging_timeout_in_seconds' },
];
