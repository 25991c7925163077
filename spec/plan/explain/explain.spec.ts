/** Everything that can be named can be explained, and says what it means. */
import assert from 'node:assert/strict';
import { type DiegoEnvironmentName, diegoEnvironments } from '../../../src/gen-manifest/environments/table.js';
import { traceAll } from '../../../src/gen-manifest/plan/explain/destinations.js';
import { planDocuments } from '../../../src/gen-manifest/plan/explain/documents.js';
import { childrenOf, leaves } from '../../../src/gen-manifest/plan/explain/document-path.js';
import { explain } from '../../../src/gen-manifest/plan/explain/explain.js';
import { explainedProperty } from '../../../src/gen-manifest/plan/explain/explained-property.js';
import { manifestProperties } from '../../../src/gen-manifest/foundations/manifest-properties.js';
import { meaningOf } from '../../../src/gen-manifest/plan/explain/source-meaning.js';
import type { YamlMap, YamlValue } from '../../../src/gen-manifest/yaml-value.js';

const all = Object.keys(diegoEnvironments) as DiegoEnvironmentName[];

async function manifestOf(environment: DiegoEnvironmentName): Promise<YamlMap> {
  return (await planDocuments({ environment, settings: { diego: { rootfs_release: true } } })).manifest;
}

describe('explain', () => {
  for (const environment of all) {
    it(`has a meaning for every value of the manifest on ${environment}`, async () => {
      const manifest = await manifestOf(environment);
      const traced = await traceAll(environment);
      const without = leaves(manifest).filter(({ path }) => {
        const { description, sources } = explainedProperty(path, { value: manifest, ofIaas: true }, traced);
        return description === undefined && sources.length === 0 && !/^\d+$/.test(path.at(-1) as string);
      });
      assert.deepEqual(
        without.map(({ path }) => path.join('.')),
        [],
      );
    });
  }

  it('describes nothing that no manifest has', async () => {
    const manifests = await Promise.all(all.map(manifestOf));
    const paths = manifests.flatMap((manifest) => everyPath(manifest));
    const described = new Set(paths.map((path) => meaningOf(path)));
    const unused = Object.entries(manifestProperties).filter(([, meaning]) => !described.has(meaning));
    assert.deepEqual(
      unused.map(([pattern]) => pattern),
      ['networks.*.subnets.*.dns'],
    );
  });

  it('explains what exists with the inputs alone', async () => {
    const manifest = await manifestOf('openstack');
    (manifest['compilation'] as YamlMap)['cloud_properties'] = { 'x-key': 1 };
    const context = {
      environment: 'openstack',
      manifest: async () => manifest,
      ofIaas: true,
      iaasStub: false,
    } as const;
    const explanation = await explain('compilation.cloud_properties.x-key', context);
    assert.equal(explanation.kind, 'property');
  });
});

function everyPath(value: YamlValue, path: readonly string[] = []): (readonly string[])[] {
  return [path, ...childrenOf(value).flatMap(([step, child]) => everyPath(child, [...path, step]))];
}
