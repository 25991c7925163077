/** Which way an image is pushed, by the versions that cf-release pins (cloud_controller_ng's API_VERSION). */
import assert from 'node:assert/strict';
import { generationOf, isFinding, noPrivateImages, type Versions } from '../../src/gen-manifest/push/generations.js';

function generation(v2: string | undefined, v3?: string, cli = '6.53.0') {
  const found = generationOf({ v2, v3, cli });
  assert.ok(!isFinding(found), JSON.stringify(found));
  return found;
}

function refusal(versions: Versions): string {
  const found = generationOf(versions);
  assert.ok(isFinding(found));
  return `${found.message}: ${found.hint}`;
}

describe('generationOf', () => {
  it('has staging fill the cache where it gets credentials only then: v211, v234, v249', () => {
    for (const v2 of ['2.28.0', '2.53.0', '2.65.0']) {
      const { way, fillsCache, privateImages } = generation(v2);
      assert.deepEqual(
        { way, fillsCache, privateImages },
        { way: 'docker_credentials_json', fillsCache: true, privateImages: true },
      );
    }
    assert.equal(generation('2.28.0').hasFlag, false, 'diego_docker is a flag since 2.33.0');
    assert.equal(generation('2.53.0').hasFlag, true);
  });

  it('knows that v250 to v259 hand credentials to nobody, and what to do instead', () => {
    for (const v2 of ['2.68.0', '2.81.0']) {
      const found = generation(v2, '3.3.0');
      assert.equal(found.privateImages, false);
      const { message, hint } = noPrivateImages(found);
      assert.match(message, /cannot run private images/);
      assert.match(hint ?? '', /mirror-images.*without --docker-username; or upgrade/);
    }
  });

  it('sends docker_credentials from v260 on, and calls cf push where version 3 and the CLI allow it', () => {
    assert.equal(generation('2.82.0', '3.17.0').way, 'docker_credentials');
    assert.equal(generation('2.102.0', '3.37.0', '8.18.4').way, 'docker_credentials');
    assert.equal(generation('2.150.0', '3.85.0', '6.53.0').way, 'docker_credentials');
    assert.equal(generation('2.150.0', '3.85.0', '8.0.0').way, 'docker_credentials', 'cf 8 wants 3.99.0');
    assert.equal(generation('2.150.0', '3.85.0', '7.8.0').way, 'cf push');
    assert.equal(generation(undefined, '3.194.0', '8.18.4').way, 'cf push');
  });

  it('refuses what it cannot push to, and says what to do', () => {
    assert.match(refusal({ v2: '2.27.0', v3: undefined, cli: '6.53.0' }), /2\.28\.0 \(cf-release v211\): upgrade/);
    assert.match(
      refusal({ v2: undefined, v3: '3.194.0', cli: '6.53.0' }),
      /cf 6\.53\.0 cannot push to: install cf CLI 8/,
    );
    assert.match(refusal({ v2: '2.53.0', v3: undefined, cli: '6.14.0' }), /list of processes: install cf CLI 6\.16\.0/);
  });
});
