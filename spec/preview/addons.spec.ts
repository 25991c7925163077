/** Addons are put on the groups that a Director puts them on. */
import assert from 'node:assert/strict';
import { type AddonTarget, appliesTo } from '../../src/gen-manifest/preview/addons.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const target: AddonTarget = {
  name: 'cell',
  lifecycle: 'service',
  azs: ['z1', 'z2'],
  networks: ['default'],
  stemcell: 'ubuntu-noble',
  jobs: [{ name: 'rep', release: 'diego' }],
};

describe('appliesTo', () => {
  const cases: Record<string, readonly [YamlMap, boolean]> = {
    'an addon without rules': [{}, true],
    'its stemcell': [{ include: { stemcell: [{ os: 'ubuntu-jammy' }, { os: 'ubuntu-noble' }] } }, true],
    'another stemcell': [{ include: { stemcell: [{ os: 'windows2019' }] } }, false],
    'one of its zones': [{ include: { azs: ['z2', 'z3'] } }, true],
    'another network': [{ include: { networks: ['other'] } }, false],
    'another lifecycle': [{ include: { lifecycle: 'errand' } }, false],
    'its job, of its release': [{ include: { jobs: [{ name: 'rep', release: 'diego' }] } }, true],
    'its job of another release': [{ include: { jobs: [{ name: 'rep', release: 'other' }] } }, false],
    'its name': [{ include: { instance_groups: ['cell'] } }, true],
    'only what all rules include': [{ include: { instance_groups: ['cell'], azs: ['z3'] } }, false],
    'what is excluded too': [{ include: { azs: ['z1'] }, exclude: { instance_groups: ['cell'] } }, false],
    'what is not all that is excluded': [{ exclude: { instance_groups: ['cell'], azs: ['z3'] } }, true],
    'empty rules': [{ include: { azs: [] }, exclude: {} }, true],
    'rules for runtime configs': [{ include: { teams: ['x'] } }, true],
  };
  for (const [what, [addon, expected]] of Object.entries(cases)) {
    it(what, () => assert.equal(appliesTo(addon, target), expected));
  }
});
