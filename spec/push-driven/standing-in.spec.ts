/** Pushes against a Cloud Controller of each generation, with the recording cf: every call, file and variable. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { CfUser } from '../support/cf-user.js';
import type { Api } from '../support/cloud-controller/api.js';
import { startFoundry } from '../support/cloud-controller/start.js';
import { type Foundry, foundry } from '../support/cloud-controller/v2.js';

/** With what shells, JSON, URLs and cf's own redaction trip over. */
const password = 'S3cr,"t \\ &%$\'é';
const image = ['--image', 'org/private:1', '--docker-username', 'puller'];
const old = [...image, '--docker-email', 'puller@example.com'];
const given = { CF_DOCKER_PASSWORD: password };

describe('gen-manifest push', function () {
  // Every call of cf starts a program, a dozen of them for a push.
  this.timeout(180_000);
  let api: Api;
  let user: CfUser;
  afterEach(async () => {
    user.remove();
    await api.stop();
  });

  async function operatorOf(cf: Foundry, config: object = {}): Promise<Foundry> {
    api = await startFoundry(cf);
    user = new CfUser(api.url, undefined, config);
    return cf;
  }

  /** The password is in the body of one request, or in the variable of one call, and nowhere else. */
  function assertSecret(bodies: number, variables: number, ...texts: string[]): void {
    const escaped = JSON.stringify(password).slice(1, -1);
    const holds = (text: string): boolean => text.includes(password) || text.includes(escaped);
    assert.equal(api.requests.filter(({ text }) => holds(text)).length, bodies, 'requests with the password');
    assert.ok(!api.requests.some(({ url }) => holds(decodeURIComponent(url))), 'a URL with the password');
    const calls = user.calls();
    assert.equal(calls.filter((call) => call.password !== undefined).length, variables, 'calls with the variable');
    assert.ok(!calls.some(({ args, manifest }) => holds(args.join(' ')) || holds(manifest ?? '')), 'an argument');
    assert.ok(!user.files().some(({ text }) => holds(text)), 'a file');
    assert.ok(!texts.some(holds), 'something that was printed');
    assert.deepEqual(readdirSync(user.temporary), [], 'a file of a request is left');
  }

  const sent = (method: string, path: RegExp): Record<string, unknown>[] =>
    api.requests
      .filter((each) => each.method === method && path.test(each.url))
      .map(({ text }) => (text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)));

  for (const [name, v2, v3] of [
    ['cf-release v211', '2.28.0', undefined],
    ['cf-release v234', '2.53.0', undefined],
    ['cf-release v249', '2.65.0', '3.0.0'],
  ] as const) {
    it(`${name}: docker_credentials_json, the cache filled, on Diego`, async () => {
      const cf = await operatorOf(foundry(v2, v3));
      const { exitCode, stdout, stderr } = await user.push(['web', ...old, '-i', '2', '-m', '512M', '-k', '2G'], given);
      assert.equal(exitCode, 0, stderr);
      assert.deepEqual(cf.problems, []);
      assert.deepEqual(sent('POST', /^\/v2\/apps$/), [
        {
          name: 'web',
          docker_image: 'org/private:1',
          docker_credentials_json: {
            docker_user: 'puller',
            docker_password: password,
            docker_email: 'puller@example.com',
          },
          diego: true,
          environment_json: { DIEGO_DOCKER_CACHE: 'true' },
          instances: 2,
          memory: 512,
          disk_quota: 2048,
          space_guid: 'space-guid',
        },
      ]);
      assert.match(stderr, /staging \.\.\.\nstaged\nstarting \.\.\.\nrunning: web\.apps\.example\.com\n/);
      assertSecret(1, 0, stdout, stderr);
      const bodies = user.calls().filter(({ mode }) => mode !== undefined);
      assert.ok(bodies.every(({ mode, folderMode }) => mode === '600' && folderMode === '700'));
      assert.ok(user.calls().every(({ trace }) => trace === 'false'));
    });
  }

  it('cf-release v260 and later: docker_credentials', async () => {
    const cf = await operatorOf(foundry('2.82.0', '3.17.0'));
    const { exitCode, stdout, stderr } = await user.push(['web', ...image], given);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(cf.problems, []);
    const [body] = sent('POST', /^\/v2\/apps$/);
    assert.deepEqual(body?.['docker_credentials'], { username: 'puller', password });
    assert.equal('environment_json' in (body ?? {}), false);
    assertSecret(1, 0, stdout, stderr);
  });

  it('version 3: cf push, with the password in CF_DOCKER_PASSWORD and redacted in what cf says', async () => {
    await operatorOf(foundry('', '3.194.0'));
    const options = ['-i', '2', '-m', '1G', '-c', 'run it', '--no-start', '-n', 'www', '--route-path', '/api'];
    const { exitCode, stdout, stderr } = await user.push(['web', ...image, ...options], {
      ...given,
      CF_VERSION: '8.18.4',
    });
    assert.equal(exitCode, 0, stderr);
    const call = user.calls().find(({ args }) => args[0] === 'push');
    assert.deepEqual(call?.args.slice(0, -1), [
      ...['push', 'web', '--docker-image', 'org/private:1', '--docker-username', 'puller'],
      ...['-i', '2', '-m', '1G', '-c', 'run it', '--no-start', '-f'],
    ]);
    const routes = [{ route: 'www.apps.example.com/api' }];
    assert.deepEqual(JSON.parse(call?.manifest ?? ''), { applications: [{ name: 'web', routes }] });
    assert.equal(call?.password, password);
    assert.match(stderr, /bad password \[redacted\]/);
    assertSecret(0, 1, stdout, stderr);
  });

  it('updates an app that is there, as often as it is pushed, and keeps its environment and routes', async () => {
    const cf = await operatorOf(foundry('2.53.0'));
    assert.equal((await user.push(['web', ...old, '-n', 'www', '-d', 'other.example.com'], given)).exitCode, 0);
    Object.assign(cf.apps[0]?.entity ?? {}, { environment_json: { COLOUR: 'blue' } });
    const second = await user.push(['web', ...old], given);
    assert.equal(second.exitCode, 0, second.stderr);
    assert.match(second.stderr, /updated web .*\n[^]*running: www\.other\.example\.com\n/);
    assert.equal(sent('POST', /restage$/).length, 1, 'the same image is staged anew');
    assert.deepEqual(cf.apps[0]?.entity['environment_json'], { COLOUR: 'blue', DIEGO_DOCKER_CACHE: 'true' });
    const third = await user.push(['web', '--image', 'org/private:2', ...old.slice(2)], given);
    assert.equal(third.exitCode, 0, third.stderr);
    const states = sent('PUT', /^\/v2\/apps\/[^/]+$/).map(({ state }) => state);
    assert.deepEqual(states.filter(Boolean), ['STARTED', 'STOPPED', 'STARTED'], 'only a change of state stages');
    assert.deepEqual([cf.apps.length, cf.routes.length, cf.problems], [1, 1, []]);
  });

  it('maps routes as cf push does: none, a random one, or the domain alone', async () => {
    const cf = await operatorOf(foundry('2.82.0', '3.17.0'));
    assert.equal((await user.push(['web', ...image, '--random-route'], given)).exitCode, 0);
    assert.match(cf.routes[0]?.host ?? '', /^web-[0-9a-f]{8}$/);
    assert.equal((await user.push(['web', ...image, '--no-route'], given)).exitCode, 0);
    assert.equal(cf.apps[0]?.routes.size, 0);
    assert.equal((await user.push(['web', ...image, '--no-hostname', '-d', 'other.example.com'], given)).exitCode, 0);
    assert.deepEqual([cf.routes[1]?.host, cf.routes[1]?.domain], ['', 'other-domain']);
    const tcp = await user.push(['web', ...image, '-n', 'x', '-d', 'tcp.example.com'], given);
    assert.equal(tcp.exitCode, 2);
    assert.match(tcp.stderr, /no domain tcp\.example\.com for HTTP routes in org org\n {2}cf domains/);
  });

  it('says that a host is taken, and what to do', async () => {
    const cf = await operatorOf(foundry('2.53.0'));
    cf.routes.push({ guid: 'r', host: 'web', path: '', domain: 'shared-domain', space: 'another' });
    const { exitCode, stderr } = await user.push(['web', ...old], given);
    assert.equal(exitCode, 3);
    assert.match(
      stderr,
      /answered POST \/v2\/routes with 400: The host is taken: web \(CF-RouteHostTaken\)\n.*choose another with -n HOST/,
    );
  });

  it('shows the staging log when staging fails, and when the app crashes', async () => {
    const cf = await operatorOf(foundry('2.53.0'));
    cf.staging = 'fails';
    const staged = await user.push(['web', ...old], given);
    assert.equal(staged.exitCode, 3);
    assert.match(
      staged.stderr,
      /ERR unauthorized: authentication required\nerror: staging failed: Staging error: staging failed\n/,
    );
    cf.staging = 'works';
    cf.instances = 'crash';
    const crashed = await user.push(['web', ...old], given);
    assert.equal(crashed.exitCode, 3);
    assert.match(crashed.stderr, /unauthorized[^]*error: 1 of 1 instances crashed\n/);
    assertSecret(2, 0, staged.stderr, crashed.stderr);
  });

  it('shows the log when cf push fails, without the password', async () => {
    await operatorOf(foundry('', '3.194.0'));
    const fails = { ...given, CF_VERSION: '8.18.4', CF_PUSH_FAILS: '1' };
    const { exitCode, stdout, stderr } = await user.push(['web', ...image], fails);
    assert.equal(exitCode, 3);
    assert.match(stderr, /\[redacted\][^]*unauthorized[^]*error: cf push ended with 1\n/);
    assertSecret(0, 1, stdout, stderr);
  });

  it('takes the password from standard input, and says where it may come from where there is none', async () => {
    await operatorOf(foundry('2.82.0', '3.17.0'));
    const { exitCode, stdout, stderr } = await user.push(['web', ...image], {}, `${password}\n`);
    assert.equal(exitCode, 0, stderr);
    assertSecret(1, 0, stdout, stderr);
    const none = await user.push(['web', ...image]);
    assert.equal(none.exitCode, 2);
    assert.match(none.stderr, /no password for puller\n {2}set CF_DOCKER_PASSWORD, type it .* standard input/);
    assert.equal((await user.push(['web', '--image', 'org/open'])).exitCode, 0, 'no user, no password');
  });

  it('changes nothing where the feature flag is off, or the version cannot do it', async () => {
    const cf = await operatorOf(foundry('2.53.0'));
    cf.dockerEnabled = false;
    const off = await user.push(['web', ...old], given);
    assert.equal(off.exitCode, 2);
    assert.match(off.stderr, /diego_docker is off\n {2}.*cf enable-feature-flag diego_docker/);
    assert.deepEqual([cf.apps.length, user.calls().filter(({ mode }) => mode !== undefined).length], [0, 0]);
  });

  it('names what to do on cf-release v250 to v259, which run only images without credentials', async () => {
    const cf = await operatorOf(foundry('2.78.0', '3.13.0'));
    const refused = await user.push(['web', ...old], given);
    assert.equal(refused.exitCode, 2);
    assert.match(refused.stderr, /cannot run private images.*\n.*mirror-images.*without --docker-username/);
    assert.equal(cf.apps.length, 0);
    const open = await user.push(['web', '--image', 'registry.example.com:5000/org/mirrored:1']);
    assert.equal(open.exitCode, 0, open.stderr);
    assert.equal(cf.apps[0]?.entity['docker_image'], 'registry.example.com:5000/org/mirrored:1');
  });

  it('refuses to push by a cf that writes its requests into a file', async () => {
    await operatorOf(foundry('2.53.0'), { Trace: '/var/log/cf-trace' });
    const { exitCode, stderr } = await user.push(['web', ...old], given);
    assert.equal(exitCode, 2);
    assert.match(stderr, /the password, into \/var\/log\/cf-trace\n {2}run cf config --trace false/);
    assertSecret(0, 0, stderr);
  });

  it('pulls through the cache', async () => {
    const cf = await operatorOf(foundry('2.82.0', '3.17.0'));
    const cached = await user.push([
      'web',
      '--image',
      'nginx:1.27',
      '--via-cache',
      '--cache',
      'cache.example.com:5000',
    ]);
    assert.equal(cached.exitCode, 0, cached.stderr);
    assert.equal(cf.apps[0]?.entity['docker_image'], 'cache.example.com:5000/library/nginx:1.27');
  });

  it('says what is missing where cf is not logged in, has no space, or is not there', async () => {
    await operatorOf(foundry('2.53.0'), { SpaceFields: { GUID: '', Name: '' } });
    const homeless = await user.push(['web', ...old], given);
    assert.match(homeless.stderr, /no org and space\n {2}run cf target -o ORG -s SPACE/);
    const absent = await user.push(['web', ...old], { ...given, PATH: user.temporary });
    assert.match(absent.stderr, /cf was not found on the PATH\n.*--dry-run needs neither/);
    assert.deepEqual([homeless.exitCode, absent.exitCode], [3, 3]);
  });
});
