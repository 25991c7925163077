/** The same pushes by the real cf CLI, where this machine has one. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { CfUser } from '../support/cf-user.js';
import { type Api } from '../support/cloud-controller/api.js';
import { startFoundry } from '../support/cloud-controller/start.js';
import { foundry } from '../support/cloud-controller/v2.js';
import { realCf } from '../support/real-cf.js';

const cf = realCf();
const password = 'S3cr,"t \\ é';

describe('gen-manifest push by the real cf CLI', function () {
  let api: Api;
  let user: CfUser;
  before(function () {
    if (!cf) this.skip();
  });
  afterEach(async () => {
    user.remove();
    await api.stop();
  });

  async function pushed(v2: string, v3?: string): Promise<string> {
    const cloud = foundry(v2, v3);
    api = await startFoundry(cloud);
    user = new CfUser(api.url, cf?.program);
    const argv = ['web', '--image', 'org/private:1', '--docker-username', 'puller', '--docker-email', 'p@example.com'];
    const { exitCode, stdout, stderr } = await user.push([...argv, '-m', '512M'], { CF_DOCKER_PASSWORD: password });
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(cloud.problems, []);
    const escaped = JSON.stringify(password).slice(1, -1);
    const holding = api.requests.filter(({ text }) => text.includes(escaped));
    assert.equal(holding.length, 1, 'one request has the password');
    for (const text of [stdout, stderr, ...user.files().map((file) => file.text)]) {
      assert.ok(!text.includes(password) && !text.includes(escaped), 'the password is in a file or a message');
    }
    assert.deepEqual(readdirSync(user.temporary), []);
    return `${holding[0]?.method} ${holding[0]?.url} ${holding[0]?.text}`;
  }

  it('cf-release v234: POST /v2/apps with docker_credentials_json', async () => {
    assert.match(await pushed('2.53.0'), /^POST \/v2\/apps \{.*"docker_credentials_json":\{"docker_user":"puller"/);
  });

  it('cf-release v260: POST /v2/apps with docker_credentials', async () => {
    assert.match(await pushed('2.82.0', '3.17.0'), /^POST \/v2\/apps \{.*"docker_credentials":\{"username":"puller"/);
  });

  it("version 3: cf's own POST /v3/packages", async function () {
    if (cf && cf.major < 7) this.skip();
    assert.match(await pushed('', '3.194.0'), /^POST \/v3\/packages \{.*"username":"puller","password":/);
  });
});
