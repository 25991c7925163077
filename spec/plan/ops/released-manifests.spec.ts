/** The ops file, applied by the real bosh CLI to every cf-deployment.yml that this machine has. */
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { bosh, interpolated, varsFile } from '../../support/bosh.js';
import { releasedManifests } from '../../support/cf-deployment/manifests.js';
import { insecureLists, placesOf, trustedCertificates } from '../../support/cf-deployment/places.js';
import { genManifest } from '../../support/gen-manifest.js';
import { temporaryFiles } from '../../support/temporary-files.js';

const released = releasedManifests();

describe('ops files for released manifests', () => {
  const files = temporaryFiles();

  before(function () {
    if (bosh === undefined || released.length === 0) this.skip();
  });

  async function ops(version: string, ...argv: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await genManifest('ops', '--foundation', `cf-deployment@${version}`, ...argv);
    assert.equal(exitCode, 0, stderr);
    return stdout;
  }

  function applied(base: string, opsFile: string): YamlMap {
    const vars = varsFile(files, base, opsFile);
    return interpolated(files.write('base.yml', base), '-o', files.write('ops.yml', opsFile), '-l', vars, '--var-errs');
  }

  for (const { version, text } of released) {
    const base = parse(text, { version: '1.1', merge: true, uniqueKeys: false, maxAliasCount: -1 }) as YamlMap;

    it(`wire insecure registries of v${version} where its jobs read them, and nowhere else`, async () => {
      const settings = [
        'registry.host=10.0.1.20',
        'cache.host=10.0.1.21',
        'diego.trust=insecure',
        'staging.timeout_s=1234',
      ];
      const result = applied(text, await ops(version, ...settings.flatMap((setting) => ['--set', setting])));
      for (const address of ['10.0.1.20:5000', '10.0.1.21:8080']) {
        assert.deepEqual(placesOf(result, address), insecureLists(base));
      }
      const limits = JSON.stringify(result).match(/"staging_disk_limit_mb":10240/g);
      assert.equal(limits?.length, 1);
      const timeouts = JSON.stringify(result).match(/"staging_timeout_in_seconds":1234/g);
      assert.equal(timeouts?.length, 3);
    });

    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === 0 && minor < 35) continue;
    it(`add the CA to what staging containers of v${version} trust, and nowhere else`, async () => {
      const result = applied(text, await ops(version));
      assert.deepEqual(placesOf(result, 'ca of /diego-docker/registry_ca'), trustedCertificates(base));
    });
  }
});
