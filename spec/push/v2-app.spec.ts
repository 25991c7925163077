import assert from 'node:assert/strict';
import type { Generation } from '../../src/gen-manifest/push/generations.js';
import { generationOf } from '../../src/gen-manifest/push/generations.js';
import { type ImageReference, parseImageReference } from '../../src/gen-manifest/push/image-reference.js';
import { megabytes } from '../../src/gen-manifest/push/megabytes.js';
import { redactor } from '../../src/gen-manifest/push/redact.js';
import type { PushRequest } from '../../src/gen-manifest/push/request.js';
import { appBody } from '../../src/gen-manifest/push/v2-app.js';
import { bodyProblems } from '../support/cloud-controller/app-message.js';

const image = (text: string): ImageReference => parseImageReference(text) as ImageReference;
const generation = (v2: string): Generation => generationOf({ v2, v3: undefined, cli: '6.53.0' }) as Generation;
const credentials = { username: 'u', email: 'u@example.com', loginServer: undefined };
const nothing = {
  ...{ instances: undefined, memory: undefined, disk: undefined, command: undefined },
  ...{ healthCheckType: undefined, endpoint: undefined, startTimeout: undefined },
};

function request(changes: Partial<PushRequest> = {}): PushRequest {
  const usual = { app: 'web', image: image('org/private:1'), viaCache: false, cachedImage: undefined, credentials };
  return { ...usual, limits: nothing, routes: { kind: 'default' }, start: true, ...changes };
}

describe('appBody', () => {
  it('is what Cloud Controller takes, in each generation', () => {
    const limits = { ...nothing, instances: 2, memory: '1G', disk: '512M', command: 'null', startTimeout: 60 };
    for (const v2 of ['2.28.0', '2.53.0', '2.65.0', '2.82.0', '2.150.0']) {
      const body = appBody(request({ limits }), generation(v2), 'secret');
      assert.deepEqual(bodyProblems(body, v2), [], v2);
      assert.deepEqual([body['memory'], body['disk_quota'], body['command']], [1024, 512, '']);
    }
  });

  it('has the credentials of its generation', () => {
    assert.deepEqual(appBody(request(), generation('2.53.0'), 'secret'), {
      name: 'web',
      docker_image: 'org/private:1',
      docker_credentials_json: { docker_user: 'u', docker_password: 'secret', docker_email: 'u@example.com' },
      diego: true,
      environment_json: { DIEGO_DOCKER_CACHE: 'true' },
    });
    assert.deepEqual(appBody(request(), generation('2.82.0'), 'secret'), {
      name: 'web',
      docker_image: 'org/private:1',
      docker_credentials: { username: 'u', password: 'secret' },
      diego: true,
    });
  });

  it('logs in where the image is, and to Docker Hub only for its images', () => {
    const server = (of: PushRequest): unknown =>
      (appBody(of, generation('2.53.0'), 'secret')['docker_credentials_json'] as Record<string, unknown>)[
        'docker_login_server'
      ];
    assert.equal(server(request()), undefined);
    assert.equal(server(request({ image: image('10.0.1.20:5000/a/b') })), '10.0.1.20:5000');
    const named = { ...credentials, loginServer: 'https://auth.example.com' };
    assert.equal(
      server(request({ image: image('10.0.1.20:5000/a/b'), credentials: named })),
      'https://auth.example.com',
    );
  });

  it('keeps the environment of an app that is there, and takes credentials away that are no longer needed', () => {
    const existing = { guid: 'g', state: 'STARTED', environment: { COLOUR: 'blue' } };
    const body = appBody(request(), generation('2.53.0'), 'secret', existing);
    assert.deepEqual(body['environment_json'], { COLOUR: 'blue', DIEGO_DOCKER_CACHE: 'true' });
    assert.equal('name' in body, false);
    const open = appBody(request({ credentials: undefined }), generation('2.53.0'), undefined, existing);
    assert.deepEqual(open['docker_credentials_json'], {});
    assert.equal('environment_json' in open, false);
  });

  it('names the cache where it pulls through, and has staging fill it where Diego does that itself', () => {
    const cached = request({
      credentials: undefined,
      viaCache: true,
      cachedImage: image('cache.example.com:5000/org/private:1'),
    });
    assert.equal(
      appBody(cached, generation('2.82.0'), undefined)['docker_image'],
      'cache.example.com:5000/org/private:1',
    );
    const old = appBody(cached, generation('2.53.0'), undefined);
    assert.equal(old['docker_image'], 'org/private:1');
    assert.deepEqual(old['environment_json'], { DIEGO_DOCKER_CACHE: 'true' });
  });
});

describe('megabytes', () => {
  it('reads sizes as cf does', () => {
    const sizes = ['512M', '1G', '1gb', '2T', '64MB', '0M', '512', 'M', '1.5G', '-1M', '1X'].map(megabytes);
    assert.deepEqual(sizes, [
      512,
      1024,
      1024,
      2097152,
      64,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('redactor', () => {
  it('takes a secret out in every form that it travels in', () => {
    const secret = 'p,a"s s';
    const basic = Buffer.from(`u:${secret}`).toString('base64');
    const text = [secret, JSON.stringify({ secret }), encodeURIComponent(secret), basic].join('\n');
    assert.doesNotMatch(redactor(secret, 'u')(text), /p,a|p%2Ca|dTpw/);
    assert.equal(redactor(undefined)('text'), 'text');
  });
});
