import assert from 'node:assert/strict';
import { bosh, interpolated, varsFile } from '../support/bosh.js';
import { assertRefused, genManifest, printed } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';

const argv = ['runtime-config', '--foundation', 'cf-deployment@58.0.0'];
const version = ['--set', 'runtime_config.os_conf_version=23.0.2'];

describe('runtime config', () => {
  const files = temporaryFiles();

  it('places ca_certs with the CA on every VM that runs garden', async () => {
    assert.deepEqual(await printed(...argv, ...version), {
      releases: [{ name: 'os-conf', version: '23.0.2' }],
      addons: [
        {
          name: 'diego-docker-registry-ca',
          include: { jobs: [{ name: 'garden', release: 'garden-runc' }] },
          jobs: [{ name: 'ca_certs', release: 'os-conf', properties: { certs: '((/diego-docker/registry_ca.ca))' } }],
        },
      ],
    });
  });

  it('reads the variable that registry.ca_variable names', async () => {
    const { stdout } = await genManifest(...argv, ...version, '--set', 'registry.ca_variable=/other/ca');
    assert.match(stdout, /certs: \(\(\/other\/ca\.ca\)\)/);
  });

  it('passes the real bosh int, with every variable given', async function () {
    if (bosh === undefined) this.skip();
    const { stdout } = await genManifest(...argv, ...version);
    const file = files.write('runtime.yml', stdout);
    const result = interpolated(file, '-l', varsFile(files, stdout), '--var-errs');
    assert.match(JSON.stringify(result), /"certs":"ca of \/diego-docker\/registry_ca"/);
  });

  it('needs the version of os-conf, since runtime configs take no latest', async () => {
    const outcome = await genManifest(...argv);
    assertRefused(outcome);
    assert.match(
      outcome.stderr,
      /^error: runtime_config\.os_conf_version is not set: .*latest is refused\n {2}bosh releases/,
    );
  });

  it('has nothing to do without a CA', async () => {
    const outcome = await genManifest(...argv, ...version, '--set', 'diego.trust=insecure');
    assertRefused(outcome);
    assert.match(outcome.stderr, /error: diego\.trust is insecure: cells check no certificate/);
  });
});
