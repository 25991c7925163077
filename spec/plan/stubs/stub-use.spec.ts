/** How a stub is given to the generator that it is for, by version. */
import assert from 'node:assert/strict';
import { commandWith } from '../../../src/gen-manifest/plan/stubs/stub-use.js';
import type { StubName } from '../../../src/gen-manifest/plan/stubs/table.js';

const rows: readonly [StubName, string, string | undefined, string][] = [
  ['property-overrides', '0.1463.0', undefined, 'scripts/generate-deployment-manifest ... -p property-overrides.yml'],
  ['iaas-settings', '1.20.0', undefined, 'scripts/generate-deployment-manifest ... -i iaas-settings.yml'],
  [
    'property-overrides',
    '0.1400.0',
    undefined,
    'scripts/generate-deployment-manifest <director-uuid> property-overrides.yml <instance-counts> <persistent-disks> <iaas> <additional-jobs> <folder of cf.yml>',
  ],
  [
    'iaas-settings',
    '0.1400.0',
    undefined,
    'scripts/generate-deployment-manifest <director-uuid> <property-overrides> <instance-counts> <persistent-disks> iaas-settings.yml <additional-jobs> <folder of cf.yml>',
  ],
  ['cf-properties', '0.1463.0', undefined, 'scripts/generate_deployment_manifest ... cf-properties.yml'],
  ['cf-properties', '0.1400.0', 'v205', 'generate_deployment_manifest ... cf-properties.yml'],
];

describe('commandWith', () => {
  for (const [name, version, cfRelease, command] of rows) {
    it(`has ${name} of ${version} in its place`, () => {
      const foundation = { name: 'diego-release' as const, version, ...(cfRelease && { cfRelease }) };
      assert.equal(commandWith(name, foundation), command);
    });
  }
});
