/** What the errands are told: by properties, by the link, by arguments. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { Link } from '../../src/gen-manifest/erb/job.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { pem, renderFile, type Surroundings } from '../support/release-jobs.js';

function registryLink(properties: YamlMap): Link {
  return { instances: [], address: 'q-s0.registry.default.deployment.bosh', properties };
}

async function clientConfig(properties: YamlMap, link?: Link): Promise<YamlMap> {
  const given = link ? { links: { 'docker-registry': link } } : {};
  const { text, problems } = await renderFile('smoke-tests', 'config/regctl.json', properties, given);
  assert.deepEqual(problems, []);
  return (JSON.parse(text) as { hosts: YamlMap }).hosts;
}

describe('the errand smoke-tests', function () {
  this.timeout(60_000);

  it('finds the registry by the link, under the name that the registry answers with', async () => {
    const tls = { enabled: true, ca: pem.certificate };
    const trusted = { tls: 'enabled', user: '', pass: '', regcert: pem.certificate };
    assert.deepEqual(await clientConfig({}, registryLink({ port: 5000, tls })), {
      'q-s0.registry.default.deployment.bosh:5000': trusted,
    });
    const external = (url: string): Promise<YamlMap> =>
      clientConfig({}, registryLink({ port: 5000, tls, external_url: url }));
    assert.deepEqual(await external('https://registry.example.com:8443'), { 'registry.example.com:8443': trusted });
    assert.deepEqual(await external('https://registry.example.com'), { 'registry.example.com': trusted });
    assert.deepEqual(await external('http://registry'), { 'registry:80': { tls: 'disabled', user: '', pass: '' } });
  });

  it('finds the registry by properties, which win over the link', async () => {
    const registry = {
      host: '10.0.16.5',
      port: 443,
      tls: true,
      client_certificate: pem.certificate,
      client_private_key: pem.privateKey,
    };
    const properties = { registry, username: 'a', password: '"b' };
    const link = registryLink({ port: 5000, tls: { enabled: false, ca: null } });
    assert.deepEqual(await clientConfig(properties, link), {
      '10.0.16.5:443': {
        tls: 'enabled',
        user: 'a',
        pass: '"b',
        clientCert: pem.certificate,
        clientKey: pem.privateKey,
      },
    });
    assert.deepEqual(await clientConfig({ registry: { host: 'registry.example.com' } }), {
      'registry.example.com:5000': { tls: 'enabled', user: '', pass: '' },
    });
  });

  it('does not ask for a registry below a prefix, but for the proxy that adds it', async () => {
    const tls = { enabled: true, ca: pem.certificate };
    const properties = { port: 5000, tls, http: { prefix: '/registry/' } };
    const rendered = (given: YamlMap, shared: YamlMap = {}) =>
      renderFile('smoke-tests', 'config/regctl.json', given, {
        links: { 'docker-registry': registryLink({ ...properties, ...shared }) },
      });
    assert.deepEqual((await rendered({})).problems, [
      'a property is wrong:',
      "registry.host: is missing; the registry's http.prefix is /registry/, and clients cannot ask for that: give the " +
        'proxy that adds it, or set external_url of the registry',
    ]);
    assert.deepEqual((await rendered({ registry: { host: 'proxy.example.com' } })).problems, []);
    assert.deepEqual((await rendered({}, { external_url: 'https://proxy.example.com' })).problems, []);
    assert.deepEqual((await rendered({}, { http: { prefix: '/' } })).problems, []);
  });

  it('refuses to guess where the registry is, a user without a password, and names that are none', async () => {
    const { problems } = await renderFile('smoke-tests', 'config/regctl.json', { username: 'a', repository: 'Smoke' });
    assert.deepEqual(problems, [
      '3 properties are wrong:',
      'username: needs password as well',
      'repository: found "Smoke"; allowed: a repository name such as smoke-tests or platform/smoke-tests',
      'registry.host: is missing; give it, or the link docker-registry',
    ]);
  });
});

describe('the errand collect-garbage', function () {
  this.timeout(60_000);

  /** Runs the errand with a program that prints its arguments in the registry's place. */
  async function run(
    properties: YamlMap,
    args: readonly string[] = [],
    given: Surroundings = {},
  ): Promise<[number | null, string]> {
    const { text, problems } = await renderFile('collect-garbage', 'bin/run', properties, given);
    assert.deepEqual(problems, []);
    const script = text
      .replace('/var/vcap/packages/registry/bin/registry', 'echo')
      .replace('exec "$registry"', '"$registry"');
    const { status, stdout, stderr } = spawnSync('bash', ['-s', '--', ...args], { input: script, encoding: 'utf8' });
    return [status, stdout + stderr];
  }
  const call = 'control gc --socket /var/vcap/data/docker-registry/control.sock';
  const dry = 'A dry run: nothing is removed. Set the property dry_run: false to remove what is listed.\n';

  it('only prints what would go, unless properties or arguments say otherwise', async () => {
    assert.deepEqual(await run({}), [0, `${dry}${call} --dry-run\n`]);
    assert.deepEqual(await run({ dry_run: false }), [0, `${call}\n`]);
    assert.deepEqual(await run({ dry_run: false, delete_untagged: true }), [0, `${call} --delete-untagged\n`]);
    assert.deepEqual(await run({}, ['--no-dry-run', '--delete-untagged']), [0, `${call} --delete-untagged\n`]);
    assert.deepEqual(await run({ dry_run: false, delete_untagged: true }, ['--dry-run', '--keep-untagged']), [
      0,
      `${dry}${call} --dry-run\n`,
    ]);
  });

  it('refuses arguments that it does not know', async () => {
    const [status, output] = await run({}, ['--force']);
    assert.equal(status, 2);
    assert.match(output, /^Unknown argument --force\.\nUsage: run /);
  });

  it('leaves it to the first instance, unless it is called by hand', async () => {
    const second = { instance: { index: 1, bootstrap: false } };
    assert.deepEqual(await run({}, [], second), [
      0,
      'The first instance collects for all of them; there is nothing to do here.\n',
    ]);
    assert.deepEqual(await run({}, ['--dry-run'], second), [0, `${dry}${call} --dry-run\n`]);
  });
});
