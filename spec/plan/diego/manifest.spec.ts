/** The four reference cases: equal to what upstream's generator printed, the wiring in the two lists alone. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { Context } from 'mocha';
import { find, type YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { printed } from '../../support/gen-manifest.js';
import { reference } from '../../support/reference.js';
import { temporaryFiles } from '../../support/temporary-files.js';

interface Case {
  readonly overrides: string;
  readonly counts?: string;
  readonly flags?: readonly string[];
}

const cases: Record<string, Case> = {
  minimal: { overrides: 'minimal' },
  docker: { overrides: 'docker' },
  'one-zone': { overrides: 'docker', counts: 'one-zone', flags: ['-r'] },
  'every-property': { overrides: 'every-property', counts: 'every-job', flags: ['-r', '-b'] },
};
const unwired = ['--set', 'registry.enabled=false', '--set', 'cache.enabled=false'];
const lists = {
  garden: ['properties', 'garden', 'insecure_docker_registry_list'],
  stager: ['properties', 'diego', 'stager', 'insecure_docker_registry_list'],
} as const;

function inputs(test: Context, { overrides, counts, flags = [] }: Case): string[] {
  const file = (name: string) => reference(test, `diego-0.1463.0/${name}`);
  return [
    ...['-c', file('cf.yml'), '-i', file('iaas-settings.yml')],
    ...['-p', file(`property-overrides-${overrides}.yml`)],
    ...(counts ? ['-n', file(`instance-counts-${counts}.yml`)] : []),
    ...flags,
  ];
}

function expected(test: Context, name: string): YamlMap {
  const text = readFileSync(reference(test, `diego-0.1463.0/expected-${name}.yml`), 'utf8');
  return load(text, { schema: YAML11_SCHEMA }) as YamlMap;
}

/** `manifest` with both lists taken out, and the lists. */
function split(manifest: YamlMap): { rest: YamlMap; garden: unknown; stager: unknown } {
  const rest = structuredClone(manifest);
  const [garden, stager] = [lists.garden, lists.stager].map((path) => {
    const value = find(rest, path);
    (find(rest, path.slice(0, -1)) as YamlMap)['insecure_docker_registry_list'] = 'taken out';
    return value;
  });
  return { rest, garden, stager };
}

describe('planDiegoManifest', () => {
  const files = temporaryFiles();

  for (const [name, given] of Object.entries(cases)) {
    it(`prints upstream's manifest, nothing wired: ${name}`, async function () {
      assert.deepEqual(await printed(...inputs(this, given), ...unwired), expected(this, name));
    });

    it(`wires registry and cache into the two lists alone: ${name}`, async function () {
      const wired = split(await printed(...inputs(this, given), '--set', 'registry.host=10.9.9.9'));
      const upstream = split(expected(this, name));
      const added = ['10.9.9.9:5000', 'docker-registry.service.cf.internal:8080'];
      assert.deepEqual(wired.rest, upstream.rest);
      for (const list of ['garden', 'stager'] as const) {
        assert.deepEqual(wired[list], [...((upstream[list] as string[] | null) ?? []), ...added]);
      }
    });
  }

  it('adds no entry twice, and keeps the order of what the overrides list', async function () {
    const entries = ['docker-registry.service.cf.internal:8080', 'b.example.com:1', 'a.example.com:1'];
    const stub = `property_overrides:\n  bbs: {ca_cert: , client_cert: , client_key: , server_cert: , server_key: }\n  etcd: {ca_cert: , client_cert: , client_key: }\n  garden: {insecure_docker_registry_list: ${JSON.stringify(entries)}}\n  stager: {insecure_docker_registry_list: ${JSON.stringify(entries)}}\n`;
    const more = '["a.example.com:1", "10.9.9.9:5000", "c.example.com:1", "c.example.com:1"]';
    const manifest = await printed(
      ...['--env', 'openstack', '-p', files.write('p.yml', stub)],
      ...['--set', `diego.insecure_registries=${more}`, '--set', 'registry.host=10.9.9.9'],
    );
    const { garden, stager } = split(manifest);
    assert.deepEqual(garden, [...entries, '10.9.9.9:5000', 'c.example.com:1']);
    assert.deepEqual(stager, garden);
  });

  it('prints every release version that -v gives', async () => {
    const versions = files.write('v.yml', 'release_versions: {diego: "0.1463.0", garden-linux: 0.334.0, etcd: 36}\n');
    const manifest = await printed('--env', 'openstack', '-v', versions, '-r');
    assert.deepEqual(manifest['releases'], [
      { name: 'diego', version: '0.1463.0' },
      { name: 'garden-linux', version: '0.334.0' },
      { name: 'etcd', version: 36 },
      { name: 'cflinuxfs2-rootfs', version: 'latest' },
      { name: 'cf', version: '((cf_release_version))' },
    ]);
  });
});
