/** What is declared is read, and what is read is declared: property overrides and values of the CF manifest. */
import assert from 'node:assert/strict';
import type { IaasSettings } from '../../../src/gen-manifest/environments/environment.js';
import { type CfInput, cfInputs } from '../../../src/gen-manifest/foundations/cf-inputs.js';
import { propertyOverrides } from '../../../src/gen-manifest/foundations/property-overrides.js';
import { jobNames, releaseNames } from '../../../src/gen-manifest/foundations/topology.js';
import { resolve } from '../../../src/gen-manifest/model/resolve.js';
import { planDiegoManifest } from '../../../src/gen-manifest/plan/diego/manifest.js';
import { load } from '../../../src/gen-manifest/settings/load.js';

/** The names that planning a manifest reads, by what it reads them from. */
async function readNames(
  set: readonly string[],
): Promise<Record<'override' | 'cf' | 'count' | 'releaseVersion', string[]>> {
  const loaded = await load({ stubs: {}, settings: [], set: ['env=openstack', ...set], lenient: false });
  const deployment = await resolve(loaded, []);
  const read = {
    override: new Set<string>(),
    cf: new Set<string>(),
    count: new Set<string>(),
    releaseVersion: new Set<string>(),
  };
  const noting =
    <Name extends string, Value>(names: Set<string>, get: (name: Name) => Value) =>
    (name: Name): Value => {
      names.add(name);
      return get(name);
    };
  planDiegoManifest(
    {
      ...deployment,
      override: noting(read.override, deployment.override),
      cf: noting(read.cf, deployment.cf),
      count: noting(read.count, deployment.count),
      releaseVersion: noting(read.releaseVersion, deployment.releaseVersion),
    },
    deployment.iaas as IaasSettings,
  );
  const sorted = (names: Set<string>): string[] => [...names].sort();
  return {
    override: sorted(read.override),
    cf: sorted(read.cf),
    count: sorted(read.count),
    releaseVersion: sorted(read.releaseVersion),
  };
}

describe('what the manifest is planned from', () => {
  it('is every property override that is declared, and no other', async () => {
    const { override } = await readNames([]);
    assert.deepEqual(override, Object.keys(propertyOverrides).sort());
  });

  it('is every CF value that is declared as used, and no other', async () => {
    const used = Object.entries<CfInput>(cfInputs).filter(([, input]) => input.used !== false);
    const { cf } = await readNames([]);
    assert.deepEqual(cf, used.map(([name]) => name).sort());
  });

  it('is the count of every job, and the version of every release', async () => {
    const { count, releaseVersion } = await readNames(['diego.rootfs_release=true']);
    assert.deepEqual(count, [...jobNames].sort());
    assert.deepEqual(releaseVersion, [...releaseNames].sort());
    assert.ok(!(await readNames([])).releaseVersion.includes('cflinuxfs2-rootfs'));
  });
});
