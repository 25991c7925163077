/** What the reference says of cf-deployment and of private images, against the tables here. */
import assert from 'node:assert/strict';
import { hasBoshDns } from '../../../src/gen-manifest/foundations/cf-deployment/bosh-dns.js';
import { cellList, stagingList } from '../../../src/gen-manifest/foundations/cf-deployment/insecure-lists.js';
import type { JobProperty } from '../../../src/gen-manifest/foundations/cf-deployment/job-property.js';
import { stagingTimeouts } from '../../../src/gen-manifest/foundations/cf-deployment/staging-limits.js';
import { trustedCerts } from '../../../src/gen-manifest/foundations/cf-deployment/trusted-certs.js';
import { deploymentFacts } from '../../../src/gen-manifest/foundations/release-deployment.js';
import { factAt, factsAt, type VersionRow } from '../../../src/gen-manifest/foundations/version-rows.js';
import { generationOf, isFinding } from '../../../src/gen-manifest/push/generations.js';
import { inCfDeployment, type Row, text } from './ranges.js';

/** The instance groups of the jobs that have a list or a limit. */
export function locationRows(row: Row): void {
  for (const job of ['cloud_controller_worker', 'cloud_controller_clock']) {
    for (const { group, range } of row[job] as Row[]) {
      const at = (version: string): boolean =>
        factsAt(stagingTimeouts, version).some((each) => each.job === job && each.group === group);
      inCfDeployment(text(range), at);
    }
  }
  for (const { group, range, absent_from: from } of row['stager'] as Row[]) {
    const at = (version: string): boolean =>
      factAt(stagingList, version)?.group === group && factAt(stagingList, version)?.job === 'stager';
    if (from === undefined) inCfDeployment(text(range), at);
    else inCfDeployment(`${text(from)} .. HEAD`, (version) => factAt(stagingList, version)?.job !== 'stager');
  }
}

/** The right paths of both lists. */
export function pathRows(rows: readonly Row[], table: readonly VersionRow<JobProperty>[]): void {
  for (const { range, right } of rows) {
    const wanted = text(right).replaceAll('?', '');
    inCfDeployment(text(range), (version) => {
      const { group, job, keys } = factAt(table, version) as JobProperty;
      return `/instance_groups/name=${group}/jobs/name=${job}/properties/${keys.join('/')}` === wanted;
    });
  }
}

/** Which list cells read follows from garden-runc's version. */
export function sampleRows(row: Row): void {
  for (const [version, pinned] of Object.entries(row)) {
    const [major = 0, minor = 0] = text((pinned as unknown[])[0])
      .split('.')
      .map(Number);
    const before = major < 1 || (major === 1 && minor < 11);
    assert.equal(factAt(cellList, version.slice(1))?.keys[0], before ? 'garden' : 'grootfs', version);
  }
}

/** The form of trusted certificates, and the stacks that cells have. */
export function trustedRows(rows: readonly Row[]): void {
  const stacks = rows.flatMap(({ range, sets }) => (range === undefined ? [] : [[text(range), text(sets)] as const]));
  for (const [range, sets] of stacks) {
    const [first = ''] = range.split(' .. ');
    const has = factsAt(trustedCerts, first.slice(1)).map(({ stack }) => stack);
    for (const stack of sets.match(/cflinuxfs\d/g) ?? []) assert.ok(has.includes(stack), `${stack} of ${first}`);
  }
}

/** The first cf-deployment whose Diego reads schema 2. */
export function schemaRows(row: Row): void {
  const [, first = ''] =
    /cf-deployment v(\d+\.\d+\.\d+)/.exec(text((row['diego_builder'] as Row)['reads_schema2_from'])) ?? [];
  inCfDeployment(
    `v${first} .. HEAD`,
    (version) => deploymentFacts({ name: 'cf-deployment', version }).protocol === 'oci',
  );
}

/** BOSH DNS on every VM. */
export function dnsRows(row: Row): void {
  inCfDeployment(`${text(row['in_cf_deployment_from'])} .. HEAD`, (version) =>
    hasBoshDns({ name: 'cf-deployment', version }),
  );
}

/** Versions of the API by the form in which they take credentials. */
export function credentialRows(row: Row): void {
  const way = (v2: string): string => {
    const generation = generationOf({ v2, v3: undefined, cli: '6.53.0' });
    return isFinding(generation) ? 'none' : generation.way;
  };
  const json = row['v2_docker_credentials_json'] as Row;
  const [first, last] = [json['first'], json['last']].map((end) => text((end as Row)['cc_api']));
  assert.equal(way(first ?? ''), 'docker_credentials_json');
  assert.equal(way('2.27.0'), 'none');
  assert.equal(way(last ?? ''), 'docker_credentials_json');
  assert.equal(way(text((json['removed'] as Row)['cc_api'])), 'docker_credentials');
  assert.equal(way(text(((row['v2_docker_credentials'] as Row)['first'] as Row)['cc_api'])), 'docker_credentials');
}
