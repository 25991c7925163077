/**
 * Where the lists of insecure registries stand: one that staging reads, one that cells read.
 *
 * Sources: cf-deployment v0.0.0 to v58.0.0, cf-deployment.yml (groups, jobs, versions of releases); capi-release,
 * jobs/stager/spec and jobs/cloud_controller_ng/spec; garden-runc-release, jobs/garden/spec and
 * jobs/garden/templates/config/grootfs_config.yml.erb.
 */
import type { VersionRow } from '../version-rows.js';
import { cells, type JobProperty } from './job-property.js';

const list = 'insecure_docker_registry_list';
const ofStager = (group: string): JobProperty => ({
  group,
  job: 'stager',
  keys: ['capi', 'stager', list],
  there: 3,
});

/** The list that staging reads: the stager's, and Cloud Controller's own since it stages itself (v0.30.0). */
export const stagingList: readonly VersionRow<JobProperty>[] = [
  { range: '0.0.0', fact: ofStager('cc_bridge') },
  { range: '0.0.1 - 0.27.0', fact: ofStager('cc-bridge') },
  { range: '0.28.0 - 0.29.0', fact: ofStager('api') },
  {
    range: '>=0.30.0',
    fact: { group: 'api', job: 'cloud_controller_ng', keys: ['cc', 'diego', list], there: 2 },
  },
];

/**
 * The list that the cells' garden reads. From garden-runc 1.11.0 on (cf-deployment v1.9.0) it is grootfs's;
 * garden's own is deprecated there, and replaces grootfs's where it has entries. Before, garden's own is the
 * only one, and grootfs's is accepted without effect.
 */
export const cellList: readonly VersionRow<JobProperty>[] = [
  { range: '<1.9.0', fact: { group: cells, job: 'garden', keys: ['garden', list], there: 2 } },
  { range: '>=1.9.0', fact: { group: cells, job: 'garden', keys: ['grootfs', list], there: 1 } },
];

/** The list that replaces `cellList` where it has entries; undefined where there is none. */
export const winningCellList: readonly VersionRow<JobProperty>[] = [
  { range: '>=1.9.0', fact: { group: cells, job: 'garden', keys: ['garden', list], there: 2 } },
];
