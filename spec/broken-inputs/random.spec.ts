/**
 * Thousands of damaged settings files, stubs and CF manifests: never a bug's exit code or a stack trace,
 * nothing on stdout unless all is well, and every error with its place.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc, { type Arbitrary } from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { brokenText, brokenTree } from '../support/broken-text.js';
import { assertNoStack, assertRefused, type Outcome } from '../support/gen-manifest.js';
import { runCount } from '../support/run-count.js';
import { bundledGenManifest } from '../support/bundled.js';
import { temporaryFiles } from '../support/temporary-files.js';

const golden = (file: string): string => fileURLToPath(new URL(`../golden/${file}`, import.meta.url));

/** What is damaged, and the option that reads it. */
const inputs = {
  settings: { option: '-s', file: golden('openstack-settings/docker.yml') },
  overrides: { option: '-p', file: golden('upstream-stubs/overrides.yml') },
  iaas: { option: '-i', file: golden('upstream-stubs/iaas.yml') },
  counts: { option: '-n', file: golden('upstream-stubs/counts.yml') },
  versions: { option: '-v', file: golden('upstream-stubs/versions.yml') },
  'CF manifest': { option: '-c', file: golden('upstream-stubs/cf.yml') },
} as const;

/** Files that cannot be read as a document at all have no line; everything else has. */
const withoutLine = /: error: the file (is|holds|given by) /;

let accepted = 0;

function check(outcome: Outcome, file?: string): void {
  if (outcome.exitCode === 0) {
    // Reading it takes longer than all the rest.
    if (accepted++ % 8 === 0) load(outcome.stdout, { schema: YAML11_SCHEMA });
    return assertNoStack(outcome.stderr);
  }
  assertRefused(outcome);
  if (file === undefined) return;
  for (const line of outcome.stderr.split('\n')) {
    if (!line.startsWith(file) || withoutLine.test(line)) continue;
    assert.match(line.slice(file.length), /^:\d+:\d+: (error|warning): /, line);
  }
}

describe('damaged input', function () {
  this.timeout(600_000);
  const files = temporaryFiles();

  for (const [name, { option, file }] of Object.entries(inputs)) {
    const text = readFileSync(file, 'utf8');
    const tree = load(text, { schema: YAML11_SCHEMA }) as YamlValue;
    const asText = brokenTree(tree).map((value) => JSON.stringify(value, null, 1));
    const kinds: Record<string, Arbitrary<string>> = { text: brokenText(text), values: asText };
    for (const [kind, damaged] of Object.entries(kinds)) {
      it(`${name}: ${kind}`, async () => {
        await fc.assert(
          fc.asyncProperty(damaged, fc.boolean(), async (content, lenient) => {
            const written = files.write('damaged.yml', content);
            const flags = lenient ? ['--lenient'] : [];
            check(await bundledGenManifest('--env', 'openstack', option, written, ...flags), written);
          }),
          { numRuns: runCount(120) },
        );
      });
    }
  }

  it('arguments of --set', async () => {
    const paths = ['registry.host', 'registry.port', 'cache.enabled', 'diego.insecure_registries', 'env', 'foundation'];
    const more = [
      'iaas.openstack.resource_pool_cloud_properties.cell_z1',
      'property_overrides.bbs.encryption_keys',
      '',
    ];
    const path = fc.oneof(fc.constantFrom(...paths, ...more), brokenText('property_overrides.garden.mtu'));
    await fc.assert(
      fc.asyncProperty(path, brokenText('[a, {b: 1}]'), async (where, value) => {
        check(await bundledGenManifest('--env', 'openstack', '--set', `${where}=${value}`));
      }),
      { numRuns: runCount(120) },
    );
  });
});
