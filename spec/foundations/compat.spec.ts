/**
 * The whole of the reference's facts by version: every part is either compared with the tables here, range by range and
 * on both sides, or named with the reason why no table has it. Skips visibly where the reference is not there.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { cellList, stagingList } from '../../src/gen-manifest/foundations/cf-deployment/insecure-lists.js';
import { parseFoundation } from '../../src/gen-manifest/foundations/foundation.js';
import { reference } from '../support/reference.js';
import * as old from './compat/old-claims.js';
import { type Row, text } from './compat/ranges.js';
import * as today from './compat/today-claims.js';

/** A comparison, or why there is nothing to compare. */
type Claim = ((value: never) => void) | string;

const claims: Readonly<Record<string, Claim>> = {
  meta: 'says where the facts were read, and which capi-release is in which cf-release: the tables here are by cf-release',
  'insecure_registries.diego_release_stubs': old.stubRows,
  'insecure_registries.diego_release_jobs': old.jobRows,
  'insecure_registries.consul_discovery': old.consulRows,
  'insecure_registries.capi_release_stager_job': old.stagerRows,
  'insecure_registries.cloud_controller': old.cloudControllerRows,
  'insecure_registries.garden':
    'is by versions of garden releases, which cf_deployment.samples pairs with cf-deployment',
  'staging_limits.templates': old.templateRows,
  'staging_limits.job_spec': old.jobSpecRows,
  'staging_limits.head':
    'is one path for every cf-deployment, which the released manifests are tried with (spec/plan/ops)',
  'staging_limits.cc_rule': 'is the same in every version (spec/plan/ops)',
  'staging_limits.cell_capacity': (rows: Row[]) => {
    const stub = rows.find(
      (row) => row['stub'] === 'property_overrides.executor.disk_capacity_mb / memory_capacity_mb',
    );
    assert.equal(text(stub?.['range']), 'v0.1441.0 .. v1.35.0', 'as spec/foundations/diego-release.spec.ts has it');
  },
  'manifest_generation.directories': 'is checked below, by the versions that are known',
  'manifest_generation.cli': old.cliRows,
  'manifest_generation.stub_top_keys': old.sectionRows,
  'manifest_generation.bridge_job_release': old.bridgeRows,
  'cf_deployment.job_locations': today.locationRows,
  'cf_deployment.unparsable_tags': 'is for those who read manifests (spec/support/cf-deployment)',
  'cf_deployment.garden_job_has_grootfs_key': 'changes no path: the key is made where it is missing (spec/plan/ops)',
  'cf_deployment.cc_diego_key': 'changes no path: the key is made where it is missing (spec/plan/ops)',
  'cf_deployment.ops_path_choice.garden': (rows: Row[]) => today.pathRows(rows, cellList),
  'cf_deployment.ops_path_choice.staging': (rows: Row[]) => today.pathRows(rows, stagingList),
  'cf_deployment.samples': today.sampleRows,
  'cf_deployment.shipped_ops_files.use-trusted-ca-cert-for-apps.yml': today.trustedRows,
  'cf_deployment.shipped_ops_files': 'are files of cf-deployment that nothing here reads',
  'cf_deployment.rep_containers_trusted_ca_certificates': 'is for apps that run, not for pulls or staging',
  'cf_deployment.diego_rep_spec': 'is for apps that run, not for pulls or staging',
  private_images: today.credentialRows,
  diego_docker_cache_release: 'is the cache that this release takes the place of',
  docker_registry_boshrelease: 'is the registry that this release takes the place of',
  registry_schema1_needed: today.schemaRows,
  staging_container_dns: 'is the same in every version of the consul era (spec/model/registry-host.spec.ts)',
  bosh_director: 'is what v1 manifests, errands and property schemas need of a director: no version of Cloud Foundry',
  bpm: 'is what jobs of the release heed (spec/release)',
  cf_release_v234: 'is why a push asks for Diego (spec/push)',
  bosh_dns: today.dnsRows,
};

/** The claim of the deepest part that `path` is in. */
function claimOf(path: string): string | undefined {
  const parts = Object.keys(claims).filter((claim) => path === claim || path.startsWith(`${claim}.`));
  return parts.sort((a, b) => b.length - a.length)[0];
}

function leaves(value: unknown, path = ''): string[] {
  if (claims[path] !== undefined && typeof claims[path] !== 'string') return [path];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}

function at(root: unknown, path: string): unknown {
  let here = root as Row | undefined;
  for (let rest = path; rest !== '' && here !== undefined;) {
    const key = Object.keys(here).find((each) => rest === each || rest.startsWith(`${each}.`));
    if (key === undefined) return undefined;
    here = here[key] as Row;
    rest = rest.slice(key.length + 1);
  }
  return here;
}

describe('the reference of facts by version', () => {
  let facts: unknown;

  before(function () {
    facts = load(readFileSync(reference(this, 'compat.yml'), 'utf8'));
  });

  it('is covered, every part of it', () => {
    assert.deepEqual(
      leaves(facts).filter((path) => claimOf(path) === undefined),
      [],
    );
  });

  for (const [path, claim] of Object.entries(claims)) {
    if (typeof claim === 'string') it(`${path} ${claim}`, () => assert.notEqual(at(facts, path), undefined));
    else it(`${path} is what the tables here say`, () => claim(at(facts, path) as never));
  }

  it('knows the versions that have a generator, and none before or behind them', async () => {
    const range = text(at(facts, 'manifest_generation.directories.manifest-generation/'));
    for (const version of range.split(' .. ')) {
      assert.ok(!('problem' in (await parseFoundation(`diego-release@${version}`))), version);
    }
    for (const version of ['0.1069.0', text(at(facts, 'manifest_generation.directories.removed_in'))]) {
      assert.ok('problem' in (await parseFoundation(`diego-release@${version}`)), version);
    }
  });
});
