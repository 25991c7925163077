/** Every setting has a place that planning finds, and it is the place where upstream's generator puts it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { type DiegoEnvironmentName, diegoEnvironments } from '../../../src/gen-manifest/environments/table.js';
import { type Traced, traceAll } from '../../../src/gen-manifest/plan/explain/destinations.js';
import { leaves } from '../../../src/gen-manifest/plan/explain/document-path.js';
import { catalog } from '../../../src/gen-manifest/settings/catalog.js';
import { scalarText, type YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { reference } from '../../support/reference.js';

const all = Object.keys(diegoEnvironments) as DiegoEnvironmentName[];

function placesOf(traced: readonly Traced[], path: string): string[] {
  const found = traced.find(({ source }) => source.path === path);
  assert.ok(found, path);
  return found.destinations.map(
    ({ document, path: at }) => `${document === 'manifest' ? '' : `${document}: `}${at.join('.')}`,
  );
}

describe('traceAll', () => {
  it('finds a place for every setting, but for those that say themselves where they end up', async () => {
    const traced = (await Promise.all(all.map(traceAll))).flat();
    const found = new Set(traced.flatMap(({ source, destinations }) => (destinations.length > 0 ? [source.path] : [])));
    for (const [path, declaration] of catalog) {
      assert.equal(found.has(path), declaration['x-ends-up-in'] === undefined, path);
    }
  });

  it('finds every value of the CF manifest that upstream uses', async () => {
    const traced = await traceAll('openstack');
    const nowhere = traced.filter(({ destinations }) => destinations.length === 0).map(({ source }) => source.path);
    assert.deepEqual(nowhere, ['properties.loggregator_endpoint.shared_secret', 'properties.app_domains']);
  });

  it('finds values that are joined with others, lists as a whole, and settings that others replace', async () => {
    const traced = await traceAll('openstack');
    const lists = [
      'properties.diego.stager.insecure_docker_registry_list',
      'properties.garden.insecure_docker_registry_list',
    ];
    assert.deepEqual(placesOf(traced, 'registry.host'), lists);
    assert.deepEqual(placesOf(traced, 'diego.insecure_registries'), lists);
    assert.deepEqual(placesOf(traced, 'registry.enabled'), lists);
    assert.deepEqual(placesOf(traced, 'iaas.openstack.networks.diego1.range'), ['networks.diego1.subnets.0.range']);
    assert.deepEqual(placesOf(traced, 'iaas.openstack.networks.diego1.subnets'), ['networks.diego1.subnets']);
    assert.deepEqual(placesOf(traced, 'name'), ['name', 'properties.metron_agent.deployment']);
    assert.deepEqual(placesOf(traced, 'releases.cf'), ['releases.cf.version']);
    assert.deepEqual(placesOf(traced, 'staging.disk_mb'), ['cf-properties: properties.dea_next.staging_disk_limit_mb']);
    assert.deepEqual(placesOf(traced, 'release_versions.cflinuxfs2-rootfs'), ['releases.cflinuxfs2-rootfs.version']);
    assert.deepEqual(placesOf(traced, 'instance_count_overrides.database_z1.instances'), [
      'jobs.database_z1.instances',
      'properties.etcd.cluster.database_z1.instances',
    ]);
  });

  it("puts every override where upstream's reference case has it", async function () {
    const file = reference(this, 'diego-0.1463.0/expected-every-property.yml');
    const expected = load(readFileSync(file, 'utf8'), { schema: YAML11_SCHEMA }) as YamlMap;
    const upstream = new Map<string, Set<string>>();
    for (const { path, value } of leaves(expected)) {
      const name = /^override:([\w.]+?)(?::\d+)?$/.exec(scalarText(value))?.[1];
      if (name === undefined) continue;
      const place = path.join('.').replace(/\.\d+$/, '');
      upstream.set(name, (upstream.get(name) ?? new Set()).add(place));
    }
    assert.ok(upstream.size > 50);
    const traced = await traceAll('openstack');
    for (const [name, places] of upstream) {
      assert.deepEqual(placesOf(traced, `property_overrides.${name}`).sort(), [...places].sort(), name);
    }
  });
});
