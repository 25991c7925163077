import assert from 'node:assert/strict';
import { foundationNames, parseFoundation } from '../../src/gen-manifest/foundations/foundation.js';

describe('parseFoundation', () => {
  for (const text of ['diego-release@0.1463.0', 'diego-release@v0.1463.0']) {
    it(`knows ${text}`, async () => {
      assert.deepEqual(await parseFoundation(text), { name: 'diego-release', version: '0.1463.0', cfRelease: 'v234' });
    });
  }
  const wrong: [string, string][] = [
    ['diego-release@0.1464.0', 'diego-release@0.1464.0 is not a version that is known here'],
    ['diego-release@0.1463.0-rc.1', 'diego-release@0.1463.0-rc.1 is not a version that is known here'],
    ['cf-release@0.1463.0', 'cf-release@0.1463.0 is not a version that is known here'],
    ['diego-release', '"diego-release" is not <release>@<version>'],
    ['diego-release@', '"diego-release@" is not <release>@<version>'],
    ['@0.1463.0', '"@0.1463.0" is not <release>@<version>'],
    ['diego-release@0.1463', '"diego-release@0.1463" is not <release>@<version>'],
    ['diego-release@0.1463.0@x', '"diego-release@0.1463.0@x" is not <release>@<version>'],
    ['', '"" is not <release>@<version>'],
  ];
  for (const [text, problem] of wrong) {
    it(`does not know ${JSON.stringify(text)}`, async () => {
      const unknown = await parseFoundation(text);
      assert.ok('problem' in unknown);
      assert.equal(unknown.problem, problem);
      assert.ok(unknown.hint.includes(foundationNames()[0] as string));
    });
  }
});
