import assert from 'node:assert/strict';
import { foundationNames, parseFoundation } from '../../src/gen-manifest/foundations/foundation.js';
import { cfDeploymentVersions } from '../../src/gen-manifest/foundations/released/cf-deployment.js';
import { diegoReleaseVersions } from '../../src/gen-manifest/foundations/released/diego-release.js';

describe('parseFoundation', () => {
  for (const text of ['diego-release@0.1463.0', 'diego-release@v0.1463.0']) {
    it(`knows ${text}, and the cf-release that it was made for`, async () => {
      assert.deepEqual(await parseFoundation(text), { name: 'diego-release', version: '0.1463.0', cfRelease: 'v234' });
    });
  }

  const known = [
    ...['diego-release@0.1072.0', 'diego-release@0.1421.1', 'diego-release@1.0.0', 'diego-release@v1.35.0'],
    ...['cf-deployment@0.0.0', 'cf-deployment@1.3.1', 'cf-deployment@v9.0.0', 'cf-deployment@58.0.0'],
  ];
  for (const text of known) {
    it(`knows ${text}`, async () => {
      const [name, version] = text.replace('@v', '@').split('@');
      assert.deepEqual(await parseFoundation(text), { name, version });
    });
  }

  it('knows every name that it gives as an example', async () => {
    for (const text of foundationNames()) assert.ok(!('problem' in (await parseFoundation(text))), text);
  });

  it('knows as many versions as there are tags', () => {
    assert.equal(cfDeploymentVersions.size, 535);
    assert.equal(diegoReleaseVersions.size, 359);
  });

  const wrong: [string, string, RegExp][] = [
    ['diego-release@0.1422.0', 'diego-release@0.1422.0 was never released', /0\.1421\.1 and 0\.1423\.0/],
    ['diego-release@0.1463.0-rc.1', 'diego-release@0.1463.0-rc.1 was never released', /0\.1462\.0 and 0\.1463\.0/],
    ['diego-release@0.1069.0', 'diego-release@0.1069.0 is older than 0.1072.0, the oldest one known here', /known:/],
    [
      'diego-release@2.105.0',
      'diego-release@2.105.0 is newer than 1.35.0, the newest one known here',
      /cf-deployment@58/,
    ],
    ['cf-deployment@0.6.0', 'cf-deployment@0.6.0 was never released', /0\.5\.0 and 0\.7\.0/],
    ['cf-deployment@57.4.1', 'cf-deployment@57.4.1 was never released', /57\.4\.0 and 58\.0\.0/],
    ['cf-deployment@58.0.1', 'cf-deployment@58.0.1 is newer than 58.0.0, the newest one known here', /--base/],
    ['cf-release@234.0.0', 'cf-release is not a release that is known here', /cf-deployment@0\.0\.0 to 58\.0\.0/],
    ['diego-release', '"diego-release" is not <release>@<version>', /for example diego-release@/],
    ['diego-release@', '"diego-release@" is not <release>@<version>', /for example/],
    ['@0.1463.0', '"@0.1463.0" is not <release>@<version>', /for example/],
    ['diego-release@0.1463', '"diego-release@0.1463" is not <release>@<version>', /for example/],
    ['diego-release@0.1463.0@x', '"diego-release@0.1463.0@x" is not <release>@<version>', /for example/],
    ['', '"" is not <release>@<version>', /for example/],
  ];
  for (const [text, problem, hint] of wrong) {
    it(`does not know ${JSON.stringify(text)}`, async () => {
      const unknown = await parseFoundation(text);
      assert.ok('problem' in unknown);
      assert.equal(unknown.problem, problem);
      assert.match(unknown.hint, hint);
    });
  }
});
