/**
 * The deployment of `gen-manifest registry` for today's cf-deployment, as it is printed and as bosh fills it: registry
 * and cache by their names, over TLS with the CA that bosh made, the errands by their links.
 */
import assert from 'node:assert/strict';
import { find, isMap, scalarText, type YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { bosh } from '../support/bosh.js';
import type { Instance } from '../support/agent/instance.js';
import { needProgram } from '../support/agent/tools.js';
import { newAddress } from '../support/registry/addresses.js';
import { accessLog } from '../support/registry/cache.js';
import { Cell } from '../support/registry/cell.js';
import { Client } from '../support/registry/client.js';
import { deployedManifest } from '../support/registry/deployed-manifest.js';
import { type DeployedGroups, deployGroups } from '../support/registry/deployed-groups.js';
import { admin, type Credentials, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { makeImage, pushImage, writeLayout } from '../support/registry/images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const registryName = 'registry.example.com';
const cacheName = 'cache.example.com';
const groups = { registry: 'docker-registry', cache: 'docker-cache' } as const;

describe('the deployment for cf-deployment', function () {
  this.timeout(180_000);
  const files = temporaryFiles();
  const image = makeImage([300_000, 100]);
  let hub: Registry;
  let manifest: YamlMap;
  let deployed: DeployedGroups;
  let cell: Cell;

  before(async function () {
    const skopeo = needProgram(this, 'skopeo', 'apt-get install skopeo');
    if (bosh === undefined) this.skip();
    const { release, authority } = await runnableRelease(this, files);
    hub = await deployRegistry(release, authority);
    const owner = new Client(hub, admin);
    assert.equal(await pushImage(owner, 'org/private', 'v1', image), 201);
    owner.close();
    const addresses = { [groups.registry]: newAddress(), [groups.cache]: newAddress() };
    manifest = await deployedManifest(files, settingsFor(hub, addresses), {
      hub_ca: authority.certificate,
      hub_user: admin.user,
      hub_password: admin.password,
    });
    deployed = await deployGroups(release, manifest, addresses);
    cell = await Cell.boot(skopeo, deployed.names, scalarText(find(propertiesOf('registry'), ['tls', 'ca'])));
    await cell.take(writeLayout(files.path('layout'), [image]), '/root/layout');
  });
  after(async () => {
    await cell?.machine.remove();
    for (const instance of deployed?.instances.values() ?? []) await instance.remove();
    await hub?.instance.remove();
  });

  /** Every instance has an address of its own here, since all of them share the network. */
  function settingsFor({ host }: Registry, addresses: Readonly<Record<string, string>>): string[] {
    const upstream = `{name: hub, url: "https://${host}", ca: ((hub_ca)), credentials: {username: ((hub_user)), password: ((hub_password))}}`;
    const cached = `${cacheName}:8080`;
    const settings = [
      ...[`registry.host=${registryName}`, `cache.host=${cacheName}`, `cache.properties.upstreams=[${upstream}]`],
      ...(['registry', 'cache'] as const).flatMap((part) => [
        `${part}.properties.address=${addresses[groups[part]] ?? ''}`,
        `${part}.properties.metrics.address=${addresses[groups[part]] ?? ''}`,
      ]),
      'errands.mirror-images.enabled=true',
      `errands.mirror-images.properties.images=[{from: "${cached}/org/private:v1", to: "mirrored/private:v1"}]`,
      `errands.mirror-images.properties.sources={"${cached}": {username: puller, password: ((cache_puller_password)), ca: ((cache_tls.ca))}}`,
    ];
    return ['--foundation', 'cf-deployment@58.0.0', ...settings.flatMap((setting) => ['--set', setting])];
  }

  function propertiesOf(part: keyof typeof groups): YamlMap {
    const list = manifest['instance_groups'] as YamlMap[];
    const jobs = list.find(({ name }) => name === groups[part])?.['jobs'] as YamlMap[];
    return jobs.find(({ name }) => name === groups[part])?.['properties'] as YamlMap;
  }

  function user(part: keyof typeof groups, name: string): Credentials {
    const password = find(propertiesOf(part), ['users', name, 'passwords']);
    assert.ok(Array.isArray(password) && isMap(propertiesOf(part)['users']));
    return { user: name, password: scalarText(password[0]) };
  }

  function instance(part: keyof typeof groups): Instance {
    const found = deployed.instances.get(groups[part]);
    assert.ok(found);
    return found;
  }

  const local = { image: 'oci:/root/layout:latest' };
  const pulled = { image: 'dir:/root/pulled' };

  it('takes and gives images over TLS, by its name, with the CA and the passwords that bosh made', async () => {
    const pushed = { image: `docker://${registryName}:5000/org/app:v1` };
    const administrator = user('registry', 'admin');
    const push = await cell.copy(local, { ...pushed, as: administrator });
    assert.equal(push.status, 0, push.stderr);
    const pull = await cell.copy({ ...pushed, as: administrator }, pulled);
    assert.equal(pull.status, 0, pull.stderr);
    assert.equal(cell.machine.read('/root/pulled/manifest.json'), image.manifest.toString());
    assert.match((await cell.copy(pushed, pulled)).stderr, /unauthorized|authentication required/);
    const stranger = await cell.copy(local, { ...pushed, as: { ...administrator, password: 'another' } });
    assert.match(stranger.stderr, /unauthorized|authentication required|invalid username\/password/);
  });

  it('serves private images of its upstream to the user that the manifest makes, and asks for them once', async () => {
    const cached = { image: `docker://${cacheName}:8080/org/private:v1` };
    const as = user('cache', 'puller');
    assert.equal((await cell.copy({ ...cached, as }, pulled)).status, 0);
    const asked = accessLog(hub).length;
    assert.equal((await cell.copy({ ...cached, as }, pulled)).status, 0);
    assert.equal(accessLog(hub).length, asked);
    assert.match((await cell.copy(cached, pulled)).stderr, /unauthorized|authentication required/);
  });

  it('runs every errand beside the registry, which each finds by its link', async () => {
    const { deployed: jobs } = instance('registry');
    const errands = jobs.map(({ name }) => name).filter((name) => name !== groups.registry);
    assert.deepEqual(errands, ['smoke-tests', 'collect-garbage', 'mirror-images']);
    for (const errand of errands) {
      const { status, stdout, stderr } = await instance('registry').errand(errand);
      assert.equal(status, 0, `${errand}: ${stdout}${stderr}`);
    }
    const mirrored = { image: `docker://${registryName}:5000/mirrored/private:v1`, as: user('registry', 'admin') };
    assert.equal((await cell.copy(mirrored, pulled)).status, 0);
    assert.equal(cell.machine.read('/root/pulled/manifest.json'), image.manifest.toString());
  });
});
