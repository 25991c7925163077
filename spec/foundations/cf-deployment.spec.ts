/**
 * Where cf-deployment reads what is wired, by version: one row a boundary of a range, both sides. Facts told from
 * the tags of cf-deployment themselves are in spec/plan/ops.
 */
import assert from 'node:assert/strict';
import { hasBoshDns } from '../../src/gen-manifest/foundations/cf-deployment/bosh-dns.js';
import {
  cellList,
  stagingList,
  winningCellList,
} from '../../src/gen-manifest/foundations/cf-deployment/insecure-lists.js';
import type { JobProperty } from '../../src/gen-manifest/foundations/cf-deployment/job-property.js';
import { stagingTimeouts } from '../../src/gen-manifest/foundations/cf-deployment/staging-limits.js';
import { trustedCerts } from '../../src/gen-manifest/foundations/cf-deployment/trusted-certs.js';
import { cfDeploymentVersions } from '../../src/gen-manifest/foundations/released/cf-deployment.js';
import { factAt, factsAt } from '../../src/gen-manifest/foundations/version-rows.js';
import { type Boundary, describeBoundaries } from './boundaries.js';

const at = (property: JobProperty | undefined): string =>
  property ? `${property.group}/${property.job}/${property.keys.join('.')}` : 'nowhere';

const list = 'insecure_docker_registry_list';
const staging = (version: string): string => at(factAt(stagingList, version));
const cell = (version: string): string => at(factAt(cellList, version));
const winner = (version: string): string => at(factAt(winningCellList, version));
const timeouts =
  (job: string) =>
  (version: string): string =>
    factsAt(stagingTimeouts, version)
      .filter((property) => property.job === job)
      .map(at)
      .join(' ');
const trusted = (version: string): string =>
  factsAt(trustedCerts, version)
    .map(({ stack, form, has }) => `${stack} ${form}${has === undefined ? '' : ` of ${has.trim().split('\n').length}`}`)
    .join(', ');
const dns = (version: string): string => String(hasBoshDns({ name: 'cf-deployment', version }));

const timeout = 'cc.staging_timeout_in_seconds';
const clock = timeouts('cloud_controller_clock');
const worker = timeouts('cloud_controller_worker');

const boundaries: readonly Boundary[] = [
  [
    'staging',
    staging,
    '0.0.0',
    `cc_bridge/stager/capi.stager.${list}`,
    '0.0.1',
    `cc-bridge/stager/capi.stager.${list}`,
  ],
  ['staging', staging, '0.27.0', `cc-bridge/stager/capi.stager.${list}`, '0.28.0', `api/stager/capi.stager.${list}`],
  [
    'staging',
    staging,
    '0.29.0',
    `api/stager/capi.stager.${list}`,
    '0.30.0',
    `api/cloud_controller_ng/cc.diego.${list}`,
  ],
  ['cells', cell, '1.8.0', `diego-cell/garden/garden.${list}`, '1.9.0', `diego-cell/garden/grootfs.${list}`],
  ["garden's own list, which wins", winner, '1.8.0', 'nowhere', '1.9.0', `diego-cell/garden/garden.${list}`],
  [
    'worker',
    worker,
    '0.0.1',
    `api/cloud_controller_worker/${timeout}`,
    '0.0.2',
    `cc-worker/cloud_controller_worker/${timeout}`,
  ],
  [
    'clock',
    clock,
    '0.0.0',
    `cc_clock/cloud_controller_clock/${timeout}`,
    '0.0.1',
    `cc-clock/cloud_controller_clock/${timeout}`,
  ],
  [
    'clock',
    clock,
    '0.27.0',
    `cc-clock/cloud_controller_clock/${timeout}`,
    '0.28.0',
    `scheduler/cloud_controller_clock/${timeout}`,
  ],
  ['trusted certificates', trusted, '0.34.0', '', '0.35.0', 'cflinuxfs2 string'],
  ['trusted certificates', trusted, '1.12.0', 'cflinuxfs2 string', '1.13.0', 'cflinuxfs2 string of 1'],
  ['trusted certificates', trusted, '3.6.0', 'cflinuxfs2 string of 1', '4.0.0', 'cflinuxfs2 string of 3'],
  [
    'trusted certificates',
    trusted,
    '5.5.0',
    'cflinuxfs2 string of 3',
    '6.0.0',
    'cflinuxfs2 string of 3, cflinuxfs3 string of 3',
  ],
  [
    'trusted certificates',
    trusted,
    '7.5.0',
    'cflinuxfs2 string of 3, cflinuxfs3 string of 3',
    '7.6.0',
    'cflinuxfs2 list, cflinuxfs3 list',
  ],
  ['trusted certificates', trusted, '7.11.0', 'cflinuxfs2 list, cflinuxfs3 list', '8.0.0', 'cflinuxfs3 list'],
  ['trusted certificates', trusted, '27.8.0', 'cflinuxfs3 list', '28.0.0', 'cflinuxfs3 list, cflinuxfs4 list'],
  ['trusted certificates', trusted, '29.1.0', 'cflinuxfs3 list, cflinuxfs4 list', '30.0.0', 'cflinuxfs4 list'],
  ['BOSH DNS', dns, '2.9.0', 'false', '3.0.0', 'true'],
];

describe('facts of cf-deployment by version', () => {
  describeBoundaries(boundaries, (version) => cfDeploymentVersions.has(version));

  it('the variable in the one string changes its name at v1.17.0', () => {
    assert.equal(factAt(trustedCerts, '1.16.0')?.has, '((diego_instance_identity_ca.ca))');
    assert.equal(factAt(trustedCerts, '1.17.0')?.has, '((application_ca.certificate))');
  });

  it('every version has one list for staging, one for cells, and one timeout a job', () => {
    for (const version of cfDeploymentVersions) {
      assert.equal(factsAt(stagingList, version).length, 1, version);
      assert.equal(factsAt(cellList, version).length, 1, version);
      assert.equal(factsAt(stagingTimeouts, version).length, 3, version);
    }
  });

  it('the newest version has what the table says last', () => {
    assert.equal(staging('58.0.0'), `api/cloud_controller_ng/cc.diego.${list}`);
    assert.equal(cell('58.0.0'), `diego-cell/garden/grootfs.${list}`);
    assert.equal(trusted('58.0.0'), 'cflinuxfs4 list');
  });
});
