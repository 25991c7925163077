/**
 * The sections of properties that jobs read, against the specs of the jobs. Needs a checkout of diego-release
 * v0.1463.0 in DIEGO_RELEASE_DIR; skips visibly else.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import {
  propertiesRead,
  readBySomeVersions,
} from '../../src/gen-manifest/foundations/diego-release/properties-read.js';
import { overlap } from '../../src/gen-manifest/plan/review/changes/declared-properties.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const jobs = join(process.env['DIEGO_RELEASE_DIR'] ?? '', 'jobs');
/** What the deployed manifest does not have: they are run by hand, or in manifests of their own. */
const elsewhere = ['benchmark-bbs', 'canary', 'vizzini'];

describe('the properties that jobs read', () => {
  before(function () {
    if (process.env['DIEGO_RELEASE_DIR'] === undefined || !existsSync(jobs)) this.skip();
  });

  it('are those that the specs of diego-release declare', () => {
    for (const job of readdirSync(jobs).filter((name) => !elsewhere.includes(name))) {
      const { properties } = load(readFileSync(join(jobs, job, 'spec'), 'utf8')) as { properties: YamlMap };
      const declared = Object.keys(properties);
      const sections = new Set(declared.map((name) => name.split('.').slice(0, 2).join('.')));
      assert.deepEqual(propertiesRead[job], [...sections].sort(), job);
      assert.ok(!declared.some((name) => readBySomeVersions.some((each) => overlap(each, name))), job);
    }
  });
});
