/** Wrong properties of docker-registry fail when BOSH renders it, with the property's name and what is allowed. */
import assert from 'node:assert/strict';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';
import { peersLink, pem, renderFile, type Surroundings, usual } from '../support/release-jobs.js';

async function problems(properties: YamlMap, given: Surroundings = {}): Promise<string[]> {
  const { problems: found } = await renderFile('docker-registry', 'config/registry.yml', properties, given);
  const count = found.length - 1;
  if (count >= 0) assert.equal(found[0], count === 1 ? 'a property is wrong:' : `${count} properties are wrong:`);
  return found.slice(1);
}

const user = { admin: { passwords: ['secret'], roles: ['admin'] } };
const plain = { tls: { enabled: false }, users: user };

describe('properties that docker-registry refuses', function () {
  this.timeout(60_000);

  it('are none of those that a usual deployment sets', async () => {
    assert.deepEqual(await problems(usual), []);
    assert.deepEqual(await problems(plain), []);
  });

  it('have the wrong type, are not among what is allowed, or out of range', async () => {
    const found = await problems({
      ...plain,
      port: '5000',
      address: 'registry.example.com',
      drain_timeout_s: 0,
      http: { secret: 'short', headers: { 'X-A': 'b' } },
      log: { level: 'verbose', access: 'yes', fields: { a: 1 } },
      storage: { type: 'persistent_disc', upload_purging: { age: '7d' } },
      limits: { memory: '1.5G' },
      proxy: { none_for: ['a,b'] },
    });
    assert.deepEqual(found, [
      'port: found "5000"; allowed: an integer from 1 to 65535',
      'address: found "registry.example.com"; allowed: an IP address',
      'http.secret: found a text; allowed: a text of at least 16 characters',
      'http.headers.X-A: found "b"; allowed: a list',
      'drain_timeout_s: found 0; allowed: an integer from 1 to 3600',
      'storage.type: found "persistent_disc"; allowed: persistent_disk, s3, gcs, azure',
      'storage.upload_purging.age: found "7d"; allowed: a duration such as 500ms, 30s, 5m or 12h',
      'log.level: found "verbose"; allowed: error, warn, info, debug',
      'log.access: found "yes"; allowed: true or false',
      'log.fields.a: found 1; allowed: a text',
      'proxy.none_for[0]: found "a,b"; allowed: a host, domain or network without commas',
      'limits.memory: found "1.5G"; allowed: a number and one of K, M, G',
    ]);
  });

  it('leave out the certificate, or set one without TLS', async () => {
    assert.deepEqual(await problems({ users: user }), [
      'tls.certificate: is missing; tls.enabled is true',
      'tls.private_key: is missing; tls.enabled is true',
    ]);
    assert.deepEqual(
      await problems({
        users: user,
        tls: { enabled: false, certificate: pem.certificate, client_auth: 'request-client-cert' },
      }),
      [
        'tls.certificate: has no effect while tls.enabled is false; leave it out, or set tls.enabled: true',
        'tls.client_auth: has no effect while tls.enabled is false; leave it out, or set tls.enabled: true',
      ],
    );
    assert.deepEqual(await problems({ users: user, tls: { certificate: 'MIIB', private_key: 'MIIE' } }), [
      'tls.certificate: found "MIIB"; allowed: certificates in PEM form',
      'tls.private_key: found a text; allowed: a private key in PEM form',
    ]);
  });

  it('give storage by half', async () => {
    assert.deepEqual(await problems({ ...plain, storage: { type: 's3', s3: { access_key_id: 'a' } } }), [
      'storage.s3.bucket: is missing; storage.type is s3',
      'storage.s3.region: is missing; storage.type is s3',
      'storage.s3.access_key_id: needs storage.s3.secret_access_key as well',
    ]);
    assert.deepEqual(await problems({ ...plain, storage: { type: 'gcs' } }), [
      'storage.gcs.bucket: is missing; storage.type is gcs',
    ]);
    assert.deepEqual(
      await problems({ ...plain, storage: { type: 'azure', azure: { account_name: 'a', client_id: 'b' } } }),
      [
        'storage.azure.container: is missing; storage.type is azure',
        'storage.azure.account_key: is missing; storage.type is azure and storage.azure.credentials_type is shared_key',
        'storage.azure.client_id: has no effect while storage.azure.credentials_type is "shared_key"; ' +
          'leave it out, or set storage.azure.credentials_type: client_secret',
      ],
    );
    assert.deepEqual(await problems({ ...plain, storage: { s3: { bucket: 'a' } } }), [
      'storage.s3.bucket: has no effect while storage.type is "persistent_disk"; leave it out, or set storage.type: s3',
    ]);
    const s3 = { bucket: 'a', region: 'b', v4_auth: false, kms_key_id: 'c' };
    assert.deepEqual(await problems({ ...plain, storage: { type: 's3', s3 } }), [
      'storage.s3.kms_key_id: has no effect while storage.s3.encrypt is false; leave it out, or set storage.s3.encrypt: true',
      'storage.s3.v4_auth: can be false with a storage.s3.endpoint that is not AWS only',
    ]);
  });

  it('let nobody in', async () => {
    assert.deepEqual(await problems({ tls: { enabled: false } }), [
      'users: nobody could use the registry; add a user, set anonymous.pull: true, or set auth.type: none',
    ]);
    assert.deepEqual(await problems({ tls: { enabled: false }, anonymous: { pull: true } }), []);
    assert.deepEqual(await problems({ tls: { enabled: false }, auth: { type: 'none' } }), []);
    assert.deepEqual(await problems({ ...plain, auth: { type: 'none' } }), [
      'users: has no effect while auth.type is "none"; leave it out, or set auth.type: users',
    ]);
  });

  it('have users, roles and networks that make no sense; passwords are never shown', async () => {
    const found = await problems({
      tls: { enabled: false },
      users: {
        'a:b': { passwords: ['one'], roles: ['reader'] },
        none: { passwords: [], roles: [] },
        three: { passwords: ['one', 'two', 'three'], roles: ['reader', 'unheard'] },
        long: { passwords: ['\u20ac'.repeat(30), ''], roles: ['team'] },
        misspelt: { password: 'one', passwords: [1], roles: ['reader'] },
      },
      roles: {
        team: { actions: ['pull', 'write'], repositories: ['Team/*', 'a**/b'] },
        list: { actions: ['catalog'], repositories: ['a/**'] },
        admin: { actions: ['pull'], repositories: ['**'] },
      },
      anonymous: { push_from: ['10.0.0.0', '10.0.0.0/33', '300.0.0.0/8', '10.0.0.0/8', 'fd00::/64'] },
    });
    assert.deepEqual(found, [
      'users: found the key "a:b"; allowed: a name without colons and control characters',
      'users.long.passwords[1]: found a text; allowed: a text that is not empty',
      'users.misspelt.password: unknown key; allowed: passwords, roles',
      'users.misspelt.passwords[0]: found an integer; allowed: a text',
      'users.none.passwords: found 0 entries; allowed: at least 1',
      'users.none.roles: found 0 entries; allowed: at least 1',
      'users.three.passwords: found 3 entries; allowed: at most 2',
      'roles.team.actions[1]: found "write"; allowed: pull, push, delete, catalog',
      'roles.team.repositories[0]: found "Team/*"; allowed: a repository pattern such as team-a/** or **',
      'anonymous.push_from[0]: found "10.0.0.0"; allowed: a network such as 10.0.16.0/20',
      'roles.admin: is always there; give the role another name',
      'roles.list.actions: catalog lists every repository; give it a role whose repositories hold **',
      'roles.team.repositories: found "a**/b"; ** stands for whole components, between slashes',
      'users.long.passwords[0]: is 90 bytes long; allowed: at most 72',
      'users.three.roles: found "unheard"; allowed: reader, writer, admin, list, team',
      'anonymous.push_from: found "10.0.0.0/33"; allowed: a network such as 10.0.16.0/20',
      'anonymous.push_from: found "300.0.0.0/8"; allowed: a network such as 10.0.16.0/20',
    ]);
  });

  it('have several instances on disks of their own, or without a common secret', async () => {
    const two = { links: { peers: peersLink(2) } };
    assert.deepEqual(await problems(usual, two), [
      'storage.type: found persistent_disk with 2 instances, each of which would have images of its own; ' +
        'set instances: 1, or storage.type: s3, gcs or azure',
      'http.secret: is missing; 2 instances need the same one',
    ]);
    const s3 = {
      ...usual,
      http: { secret: '0123456789abcdef' },
      storage: { type: 's3', s3: { bucket: 'a', region: 'b' } },
    };
    assert.deepEqual(await problems(s3, two), []);
    assert.deepEqual(await problems(usual, { instance: { persistent_disk: 0 } }), [
      'storage.type: found persistent_disk, but the instance group has no persistent disk; ' +
        'give it one with persistent_disk_type, or set storage.type: s3, gcs or azure',
    ]);
  });

  it('open the debug port to the public, or on the port of the registry', async () => {
    assert.deepEqual(await problems({ ...plain, metrics: { address: '0.0.0.0', port: 5000 } }), [
      'metrics.address: found 0.0.0.0; allowed: a loopback or private address, because the debug port ' +
        'shows the configuration and can profile the process',
      "metrics.port: found 5000, which is the registry's own port",
    ]);
    assert.deepEqual(await problems({ ...plain, address: '1.2.3.', metrics: { address: '8.8.8.8' } }), [
      'address: found "1.2.3."; allowed: an IP address',
      'metrics.address: found 8.8.8.8; allowed: a loopback or private address, because the debug port ' +
        'shows the configuration and can profile the process',
    ]);
    assert.deepEqual(await problems({ ...plain, metrics: { address: 'fd00::5' } }), []);
  });

  it('ask for tokens without a key to check them with', async () => {
    const token = { realm: 'https://auth.example.com/token', service: 'registry', auto_redirect_path: '/a' };
    assert.deepEqual(await problems({ tls: { enabled: false }, auth: { type: 'token', token } }), [
      'auth.token.issuer: is missing; auth.type is token',
      'auth.token.auto_redirect_path: has no effect while auth.token.auto_redirect is false; ' +
        'leave it out, or set auth.token.auto_redirect: true',
      'auth.token.certificate_bundle: is missing; it or auth.token.jwks is needed to check tokens with',
    ]);
  });

  it('have a schedule that is no cron expression', async () => {
    const of = async (schedule: string) => problems({ ...plain, gc: { schedule } });
    for (const right of [
      '30 3 * * 0',
      '*/15 0-6,22 1 jan-mar mon',
      '@daily',
      '@every 12h',
      'CRON_TZ=Europe/Vienna 0 4 ? * 1',
    ]) {
      assert.deepEqual(await of(right), [], right);
    }
    const part = 'as a number, a range a-b, a step /n or a list of them';
    assert.deepEqual(await of('60 3 * * 7'), [
      `gc.schedule: found "60" for the minute; allowed: *, or 0 to 59, ${part}`,
      `gc.schedule: found "7" for the day-of-week; allowed: *, or 0 to 6, ${part}`,
    ]);
    assert.deepEqual(await of('5-1 */0 0 * *'), [
      `gc.schedule: found "5-1" for the minute; allowed: *, or 0 to 59, ${part}`,
      `gc.schedule: found "*/0" for the hour; allowed: *, or 0 to 23, ${part}`,
      `gc.schedule: found "0" for the day-of-month; allowed: *, or 1 to 31, ${part}`,
    ]);
    assert.deepEqual(await of('daily'), [
      'gc.schedule: found "daily"; allowed: a cron expression of five fields, such as 30 3 * * 0',
    ]);
    assert.deepEqual(await of('@fortnightly'), [
      'gc.schedule: found "@fortnightly"; allowed: @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, @every 12h',
    ]);
    assert.deepEqual(await problems({ ...plain, gc: { delete_untagged: true } }), [
      'gc.delete_untagged: needs gc.schedule as well',
    ]);
  });
});
