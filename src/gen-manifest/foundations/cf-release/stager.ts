/**
 * What stages Docker images in cf-release, and which properties it reads.
 *
 * Sources: cf-release v234 to v287, jobs/stager (a link to capi-release's, absent before); its commits c0fe3ca8 (added),
 * b45e2241 (both names), 958a3088 (capi alone); jobs/cloud_controller_ng/spec and templates/cf.yml of v247 to v287.
 */
import type { VersionRow } from '../version-rows.js';

/** The paths that the stager of cf-release reads its list of insecure registries from, below `properties`. */
export const stagerReads: readonly VersionRow<string>[] = [
  { range: '234 - 237', fact: 'diego.stager.insecure_docker_registry_list' },
  { range: '236 - 287', fact: 'capi.stager.insecure_docker_registry_list' },
];

/** Cloud Controller's own list, in effect where it stages itself. */
export const ownList: readonly VersionRow<string>[] = [
  { range: '247 - 287', fact: 'cc.diego.insecure_docker_registry_list' },
];

/** Whether Cloud Controller stages itself (cc.diego.temporary_local_staging) where its manifest says nothing. */
export const stagesItself: readonly VersionRow<boolean>[] = [
  { range: '247 - 282', fact: false },
  { range: '283 - 287', fact: true },
];
