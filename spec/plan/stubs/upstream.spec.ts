/**
 * The stubs in upstream's real generators. Needs checkouts of diego-release v0.1463.0 and cf-release v234 in
 * DIEGO_RELEASE_DIR and CF_RELEASE_DIR, spiff on the PATH, and the reference data; skips visibly else.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { genManifest, printed } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const diego = process.env['DIEGO_RELEASE_DIR'] ?? '';
const cf = process.env['CF_RELEASE_DIR'] ?? '';
const reference = fileURLToPath(new URL('../../../../shared/reference/diego-0.1463.0', import.meta.url));

function upstream(script: string, ...args: string[]): unknown {
  const { status, stdout, stderr } = spawnSync('bash', [script, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr);
  // BOSH reads ((!name)) and ((name)) the same; spiff takes only the first for text.
  return load(stdout.replaceAll('((!', '(('), { schema: YAML11_SCHEMA });
}

describe("stubs in upstream's generators", function () {
  this.timeout(60_000);
  const files = temporaryFiles();
  before(function () {
    const spiff = spawnSync('spiff', ['-v']).status === 0;
    if (!diego || !cf || !spiff || !existsSync(reference)) this.skip();
  });

  it('give Diego the manifest that gen-manifest prints, as one document for -i and -p', async () => {
    const { exitCode, stdout, stderr } = await genManifest('stubs', '--env', 'openstack');
    assert.equal(exitCode, 0, stderr);
    const all = files.write('all.yml', stdout);
    const manifest = join(reference, 'cf.yml');
    const theirs = upstream(join(diego, 'scripts/generate-deployment-manifest'), '-c', manifest, '-i', all, '-p', all);
    assert.deepEqual(theirs, await printed('--env', 'openstack', '-c', manifest));
  });

  it('add the wiring behind what the own stub lists, and nothing else', async () => {
    const own = join(reference, 'property-overrides-docker.yml');
    const { stdout } = await genManifest('stubs', '--only', 'property-overrides', '-p', own);
    const stub = files.write('property-overrides.yml', stdout);
    const inputs = ['-c', join(reference, 'cf.yml'), '-i', join(reference, 'iaas-settings.yml')];
    const theirs = upstream(join(diego, 'scripts/generate-deployment-manifest'), ...inputs, '-p', stub);
    assert.deepEqual(theirs, await printed(...inputs, '-p', own));
  });

  const flowStyles = {
    'an empty list': 'garden: {mtu: 1400, insecure_docker_registry_list: []}\n  stager: {}',
    'a list that upstream cannot read itself': 'garden: {insecure_docker_registry_list: [a.b:80]}\n  stager: ~',
    'lists in block maps': 'garden:\n    insecure_docker_registry_list: ["a.b:80"]\n  stager: {"log_level": debug}',
  };
  for (const [what, lists] of Object.entries(flowStyles)) {
    it(`add the wiring to ${what} in flow style`, async () => {
      const certificates = '{ca_cert: "a", client_cert: "b", client_key: "c"';
      const bbs = `bbs: ${certificates}, server_cert: "d", server_key: "e"}\n  etcd: ${certificates}}`;
      const own = files.write('flow.yml', `property_overrides: # mine\n  ${lists}\n  ${bbs}\n`);
      const { stdout, stderr } = await genManifest('stubs', '--only', 'property-overrides', '-p', own);
      assert.ok(stdout.includes('property_overrides: # mine\n'), stderr);
      const inputs = ['-c', join(reference, 'cf.yml'), '-i', join(reference, 'iaas-settings.yml')];
      const stub = files.write('property-overrides.yml', stdout);
      const theirs = upstream(join(diego, 'scripts/generate-deployment-manifest'), ...inputs, '-p', stub);
      assert.deepEqual(theirs, await printed(...inputs, '-p', own));
    });
  }

  for (const infrastructure of ['openstack', 'aws', 'vsphere', 'bosh-lite']) {
    it(`give cf-release the staging limits on ${infrastructure}, and nothing else`, async () => {
      const set = ['--set', 'staging.disk_mb=20480', '--set', 'staging.memory_mb=3000'];
      const { stdout } = await genManifest('stubs', '--only', 'cf-properties', ...set);
      const stub = files.write('cf-properties.yml', stdout);
      const script = join(cf, 'scripts/generate_deployment_manifest');
      const own = join(cf, 'spec/fixtures', infrastructure, 'cf-stub.yml');
      const before = upstream(script, infrastructure, own) as { properties: { dea_next: Record<string, number> } };
      const after = upstream(script, infrastructure, own, stub);
      before.properties.dea_next['staging_disk_limit_mb'] = 20480;
      before.properties.dea_next['staging_memory_limit_mb'] = 3000;
      assert.deepEqual(after, before);
    });
  }
});
