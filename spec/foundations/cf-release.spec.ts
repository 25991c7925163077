/** What cf-release has and reads, by version: one row a boundary of a range, both sides. */
import assert from 'node:assert/strict';
import { dockerProperty } from '../../src/gen-manifest/foundations/cf-release/docker-support.js';
import { asVersion, cfReleases, unknownCfRelease } from '../../src/gen-manifest/foundations/cf-release/released.js';
import { ownList, stagerReads, stagesItself } from '../../src/gen-manifest/foundations/cf-release/stager.js';
import {
  jobDisk,
  templateDisk,
  templateMemory,
  timeoutProperty,
} from '../../src/gen-manifest/foundations/cf-release/staging-limits.js';
import { factsAt, type VersionRow } from '../../src/gen-manifest/foundations/version-rows.js';
import { type Boundary, describeBoundaries, type Fact } from './boundaries.js';

const by =
  (rows: readonly VersionRow<string | number | boolean>[]): Fact =>
  (cfRelease) =>
    factsAt(rows, asVersion(cfRelease)).join(' ');

const ofDiego = 'diego.stager.insecure_docker_registry_list';
const ofCapi = 'capi.stager.insecure_docker_registry_list';
const boundaries: readonly Boundary[] = [
  ['disk in the templates', by(templateDisk), 'v205', '4096', 'v206', '6144'],
  ['disk in the templates', by(templateDisk), 'v245', '6144', 'v246', '4096'],
  ['disk in the templates', by(templateDisk), 'v261', '4096', 'v262', ''],
  ["disk of the job's own", by(jobDisk), 'v168', '', 'v169', '4096'],
  ["disk of the job's own", by(jobDisk), 'v205', '4096', 'v206', '6144'],
  ["disk of the job's own", by(jobDisk), 'v245', '6144', 'v246', '4096'],
  ['memory in the templates', by(templateMemory), 'v170', '', 'v171', '1024'],
  ['memory in the templates', by(templateMemory), 'v261', '1024', 'v262', ''],
  ['timeout', by(timeoutProperty), 'v172', 'ccng.staging_timeout_in_seconds', 'v173', 'cc.staging_timeout_in_seconds'],
  ["the stager's list", by(stagerReads), 'v233', '', 'v234', ofDiego],
  ["the stager's list", by(stagerReads), 'v235', ofDiego, 'v236', `${ofDiego} ${ofCapi}`],
  ["the stager's list", by(stagerReads), 'v237', `${ofDiego} ${ofCapi}`, 'v238', ofCapi],
  ["Cloud Controller's list", by(ownList), 'v246', '', 'v247', 'cc.diego.insecure_docker_registry_list'],
  ['Cloud Controller stages itself', by(stagesItself), 'v246', '', 'v247', 'false'],
  ['Cloud Controller stages itself', by(stagesItself), 'v282', 'false', 'v283', 'true'],
  ['the property that lets apps be images', by(dockerProperty), 'v180', '', 'v182', 'cc.diego_docker'],
  ['the property that lets apps be images', by(dockerProperty), 'v212', 'cc.diego_docker', 'v213', ''],
];

describe('facts of cf-release by version', () => {
  describeBoundaries(boundaries, (version) => unknownCfRelease(Number(version.slice(1))) === undefined);

  it('the newest version has what the table says last', () => {
    const newest = `v${cfReleases.newest}`;
    assert.equal(by(stagerReads)(newest), ofCapi);
    assert.equal(by(jobDisk)(newest), '4096');
    assert.equal(by(stagesItself)(newest), 'true');
  });

  const unknown: [number, string, RegExp][] = [
    [167, 'v167 is older than v168, the oldest one known here', /upgrade/],
    [174, 'v174 was never released', /v173 and v175/],
    [184, 'v184 was never released', /v183 and v186/],
    [216, 'v216 was never released', /v215 and v217/],
    [288, 'v288 was never released, v287 is the last one', /cf-deployment@58/],
  ];
  for (const [number, problem, hint] of unknown) {
    it(`does not know v${number}`, () => {
      const found = unknownCfRelease(number);
      assert.equal(found?.problem, problem);
      assert.match(found?.hint ?? '', hint);
    });
  }
});
