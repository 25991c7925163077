/** Access without credentials, what the process can read and what others can see of it, ports and TLS. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:tls';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { type Release } from '../support/agent/release.js';
import { newAddress } from '../support/registry/addresses.js';
import { type Authority } from '../support/registry/certificates.js';
import { Client } from '../support/registry/client.js';
import { admin, deployRegistry, type Registry } from '../support/registry/deployment.js';
import { makeImage, missingParts, pushImage } from '../support/registry/images.js';
import { runnableRelease } from '../support/registry/runnable-release.js';
import { temporaryFiles } from '../support/temporary-files.js';

const job = 'docker-registry';

describe('the running registry', function () {
  this.timeout(120_000);
  const files = temporaryFiles();
  let release: Release;
  let authority: Authority;
  let registry: Registry | undefined;

  before(async function () {
    ({ release, authority } = await runnableRelease(this, files));
  });

  afterEach(async () => {
    await registry?.instance.remove();
    registry = undefined;
  });

  async function deploy(properties: YamlMap = {}): Promise<Registry> {
    registry = await deployRegistry(release, authority, { properties });
    return registry;
  }

  it('lets nobody push but from the networks that it is told, whatever X-Forwarded-For says', async () => {
    const inside = newAddress();
    const outside = newAddress();
    const running = await deploy({ anonymous: { pull: true, push_from: [`${inside}/32`] } });
    const nobody = new Client(running);
    const image = makeImage([100]);
    assert.equal(await pushImage(new Client(running, admin), 'open/app', 'v1', image), 201);
    assert.deepEqual(await missingParts(nobody, 'open/app', image), []);
    const begin = async (from: string, headers: Record<string, string> = {}): Promise<number> =>
      (await nobody.ask('/v2/open/app/blobs/uploads/', { method: 'POST', from, headers })).status;
    assert.equal(await begin(inside), 202);
    assert.equal(await begin(outside), 401);
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'X-Client-IP']) {
      assert.equal(await begin(outside, { [name]: name === 'Forwarded' ? `for=${inside}` : inside }), 401, name);
      assert.equal(await begin(inside, { [name]: name === 'Forwarded' ? `for=${outside}` : outside }), 202, name);
    }
    const remove = await nobody.ask(`/v2/open/app/manifests/${image.digest}`, { method: 'DELETE', from: inside });
    assert.equal(remove.status, 401);
    assert.equal((await nobody.ask('/v2/_catalog')).status, 401);
    nobody.close();
  });

  it('reads no clear password, and shows none in its arguments, environment and logs', async () => {
    const { instance, ...rest } = await deploy({ http: { secret: 'a secret of the registry' } });
    const client = new Client(rest, admin);
    assert.equal(await pushImage(client, 'secrets/app', 'v1', makeImage([10])), 201);
    assert.equal((await new Client(rest, { user: 'admin', password: 'a wrong one' }).ask('/v2/')).status, 401);
    client.close();
    const { machine } = instance;
    const { stdout: mode } = await machine.run([
      'stat',
      '-L',
      '-c',
      '%a %U',
      `/var/vcap/jobs/${job}/config/credentials.json`,
    ]);
    assert.equal(mode, '600 root\n');
    const asVcap = ['setpriv', '--reuid=vcap', '--regid=vcap', '--clear-groups', '--'];
    const files_ = ['/var/vcap/jobs', '/var/vcap/data', '/var/vcap/sys', '/var/vcap/store', '/tmp'];
    const found = await machine.run([...asVcap, 'grep', '-rlsF', admin.password, ...files_], { mayFail: true });
    assert.equal(found.stdout, '');
    const { stdout: seen } = await machine.run([
      'sh',
      '-c',
      'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr "\\0" "\\n"',
    ]);
    for (const secret of [admin.password, 'a secret of the registry']) assert.ok(!seen.includes(secret));
    const { stdout: logs } = await machine.run(['sh', '-c', 'cat /var/vcap/sys/log/*/*']);
    for (const secret of [admin.password, 'a secret of the registry', 'a wrong one', authority.certificate]) {
      assert.ok(!logs.includes(secret), 'a secret is in a log');
    }
    // Its passwords are hashed once: a second pre-start changes nothing.
    const access = machine.read(`/var/vcap/data/${job}/access.json`);
    assert.match(access ?? '', /\$2[aby]\$/);
    await machine.run([`/var/vcap/jobs/${job}/bin/pre-start`]);
    assert.equal(machine.read(`/var/vcap/data/${job}/access.json`), access);
  });

  it('takes port 443, TLS 1.2 and newer, and shows nothing of the debug port there', async () => {
    const running = await deploy({ port: 443 });
    const client = new Client(running, admin);
    assert.equal((await client.ask('/v2/')).status, 200);
    for (const path of ['/debug/vars', '/debug/pprof/', '/metrics', '/debug/health']) {
      assert.equal((await client.ask(path)).status, 404, path);
    }
    client.close();
    const speak = async (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string> =>
      new Promise((resolve) => {
        const options = {
          host: running.address,
          port: 443,
          ca: authority.certificate,
          minVersion: version,
          maxVersion: version,
        };
        const socket = connect({ ...options, ciphers: 'ALL:@SECLEVEL=0' }, () => {
          resolve(socket.getProtocol() ?? '');
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    assert.deepEqual(
      [await speak('TLSv1.1'), await speak('TLSv1.2'), await speak('TLSv1.3')],
      ['refused', 'TLSv1.2', 'TLSv1.3'],
    );
    const { stdout } = await running.instance.machine.run([
      'sh',
      '-c',
      'grep CapEff /proc/$(pgrep -x registry)/status',
    ]);
    assert.match(stdout, /0000000000000400$/m);
  });

  it('serves its metrics on the address that it is told, disk use among them', async () => {
    const running = await deploy();
    const client = new Client(running, admin);
    assert.equal((await client.ask('/v2/')).status, 200);
    client.close();
    const metrics = await new Promise<string>((resolve, reject) => {
      let text = '';
      const asked = request({ host: running.address, port: 5001, path: '/metrics' }, (response) => {
        response
          .setEncoding('utf8')
          .on('data', (piece: string) => (text += piece))
          .on('end', () => resolve(text));
      });
      asked.on('error', reject).end();
    });
    for (const name of ['registry_http_requests_total', 'registry_storage', 'disk'])
      assert.ok(metrics.includes(name), name);
  });

  it('speaks plain HTTP only when it is told to', async () => {
    const running = await deploy({ tls: { enabled: false, certificate: null, private_key: null, ca: null } });
    const status = await new Promise<number>((resolve, reject) => {
      request({ host: running.address, port: 5000, path: '/v2/' }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 401);
  });
});
