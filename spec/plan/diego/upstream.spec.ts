/**
 * gen-manifest against upstream's own generator, on random inputs: the same manifest, or both refuse.
 *
 * Needs a checkout of diego-release v0.1463.0 (DIEGO_RELEASE_DIR) and spiff on PATH; starts from the CF
 * fixtures of cf-release v234 where CF_RELEASE_DIR has them. UPSTREAM_SEED repeats a run, with UPSTREAM_PATH one case of it.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { stringify } from 'yaml';
import { cfInputs } from '../../../src/gen-manifest/foundations/cf-inputs.js';
import { indentFlow } from '../../../src/gen-manifest/settings/flow-indentation.js';
import { find, isMap, type YamlMap, type YamlValue } from '../../../src/gen-manifest/yaml-value.js';
import { assertRefused, genManifest } from '../../support/gen-manifest.js';
import { reference } from '../../support/reference.js';
import { runCount } from '../../support/run-count.js';
import { temporaryFiles } from '../../support/temporary-files.js';
import { type UpstreamGenerator, upstreamGenerator } from '../../support/upstream-generator.js';
import { type UpstreamCase, upstreamCases } from '../../support/upstream-inputs.js';

const unwired = ['--set', 'registry.enabled=false', '--set', 'cache.enabled=false'];
const fixtures = ['aws', 'openstack', 'vsphere', 'bosh-lite'].map(
  (name) => `${process.env['CF_RELEASE_DIR'] ?? ''}/spec/fixtures/${name}/cf-manifest.yml`,
);

function readYaml(file: string): YamlMap {
  return load(indentFlow(readFileSync(file, 'utf8')), { schema: YAML11_SCHEMA }) as YamlMap;
}

/** The part of a CF manifest that matters, so that a thousand runs of spiff take minutes and not hours. */
function reduced(manifest: YamlMap): YamlMap {
  const used = new Map<string, Set<string>>();
  for (const [, section, key] of Object.values(cfInputs).map(({ path }) => path as readonly string[])) {
    if (section !== undefined) used.set(section, (used.get(section) ?? new Set()).add(key ?? ''));
  }
  const properties = Object.entries(find(manifest, ['properties']) as YamlMap).flatMap(
    ([section, value]): [string, YamlValue][] => {
      const keys = used.get(section);
      if (!keys) return [];
      if (!isMap(value)) return [[section, value]];
      return [[section, Object.fromEntries(Object.entries(value).filter(([key]) => keys.has(key)))]];
    },
  );
  const top = ['name', 'director_uuid', 'releases'].map((key) => [key, manifest[key] ?? null] as const);
  return { ...Object.fromEntries(top), properties: Object.fromEntries(properties) };
}

describe("upstream's generator", function () {
  this.timeout(3_600_000);
  const files = temporaryFiles();
  let upstream: UpstreamGenerator | undefined;
  let cfFiles: string[];

  before(function () {
    upstream = upstreamGenerator(files.folder);
    if (!upstream) this.skip();
    const found = fixtures.filter((file) => existsSync(file));
    cfFiles = found.length > 0 ? found : [reference(this, 'diego-0.1463.0/cf.yml')];
  });

  const write = (name: string, tree: YamlMap): string =>
    files.write(name, stringify(tree, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.1' }));

  async function compare(flags: readonly string[], settings: readonly string[] = []): Promise<void> {
    const theirs = (upstream as UpstreamGenerator)(flags);
    if (theirs.choked) return;
    const ours = await genManifest(...flags, ...unwired, ...settings);
    if (theirs.manifest === undefined) return assertRefused(ours, `; upstream says: ${theirs.stderr}`);
    assert.equal(ours.exitCode, 0, `upstream accepts this\n${ours.stderr}`);
    assert.deepEqual(load(ours.stdout, { schema: YAML11_SCHEMA }), theirs.manifest);
  }

  function flagsOf({ cf, iaas, overrides, counts, flags }: UpstreamCase): string[] {
    const stubs = ['-c', write('cf.yml', cf), '-i', write('iaas.yml', iaas), '-p', write('p.yml', overrides)];
    return [...stubs, ...(counts ? ['-n', write('n.yml', counts)] : []), ...flags];
  }

  it('prints the same for each CF manifest', async function () {
    const stub = (name: string) => reference(this, `diego-0.1463.0/${name}.yml`);
    for (const cf of cfFiles) {
      for (const flags of [[], ['-r'], ['-b'], ['-r', '-b']]) {
        await compare([
          '-c',
          cf,
          '-i',
          stub('iaas-settings'),
          '-p',
          stub('property-overrides-every-property'),
          ...flags,
        ]);
      }
    }
  });

  it('prints the same, or refuses the same, wherever the sections stand', async function () {
    const stub = (name: string) => readYaml(reference(this, `diego-0.1463.0/${name}.yml`));
    const cf = write('cf.yml', stub('cf'));
    const [overrides, iaas, counts] = [
      stub('property-overrides-docker'),
      stub('iaas-settings'),
      stub('instance-counts-one-zone'),
    ];
    const all = write('all.yml', { ...overrides, ...iaas, ...counts });
    const none = { instance_count_overrides: null };
    const layouts: string[][] = [
      ['-i', all, '-p', all, '-n', all],
      ['-i', all, '-p', all],
      ['-i', write('i.yml', { ...iaas, ...counts }), '-p', write('p.yml', overrides)],
      ['-i', write('i.yml', overrides), '-p', write('p.yml', iaas)],
      ['-i', write('i.yml', iaas), '-p', write('p.yml', { ...overrides, ...none }), '-n', write('n.yml', counts)],
      ['-i', write('i.yml', iaas), '-p', write('p.yml', overrides), '-n', write('n.yml', none)],
      [
        '-i',
        write('i.yml', iaas),
        '-p',
        write('p.yml', overrides),
        '-n',
        write('n.yml', { instance_count_overrides: [] }),
      ],
      [
        '-i',
        write('i.yml', iaas),
        '-p',
        write('p.yml', overrides),
        '-n',
        write('n.yml', { instance_count_overrides: {} }),
      ],
      ['-i', write('i.yml', iaas), '-p', write('p.yml', { property_overrides: null })],
      ['-i', write('i.yml', iaas), '-p', write('p.yml', { property_overrides: {} })],
      ['-i', write('i.yml', { iaas_settings: null }), '-p', write('p.yml', overrides)],
    ];
    for (const layout of layouts) await compare(['-c', cf, ...layout]);
  });

  it("takes cf's release as the CF manifest has it", async function () {
    const stub = (name: string) => reference(this, `diego-0.1463.0/${name}.yml`);
    const manifest = readYaml(stub('cf'));
    const releases: YamlValue[] = [
      [
        { name: 'cf', version: 1 },
        { name: 'cf', version: 2 },
      ],
      [{ name: 'other' }, { name: 'cf', version: '1.10', url: 'https://example.com', sha1: 'a' }],
      ...[{ cf: 234 }, { cf: null }, { cf: { version: 3 } }, { cf: ['a'] }, { cf: {} }, ['cf'], [], null, 'cf'],
    ];
    for (const each of releases) {
      const cf = write('cf.yml', { ...manifest, releases: each });
      await compare(['-c', cf, '-i', stub('iaas-settings'), '-p', stub('property-overrides-minimal')]);
    }
  });

  it('prints the same, or refuses the same, for random inputs', async () => {
    const { UPSTREAM_SEED: seed, UPSTREAM_PATH: path } = process.env;
    const cases = upstreamCases(cfFiles.map((file) => reduced(readYaml(file))));
    await fc.assert(
      fc.asyncProperty(cases, async (each) => compare(flagsOf(each))),
      { numRuns: runCount(100), ...(seed && { seed: Number(seed) }), ...(path && { path }) },
    );
  });
});
