import assert from 'node:assert/strict';
import { assertRefused, genManifest } from '../support/gen-manifest.js';

describe('foundations that a command is not for', () => {
  const refused = async (...argv: readonly string[]): Promise<string> => {
    const outcome = await genManifest(...argv);
    assertRefused(outcome);
    return outcome.stderr;
  };

  it("sends who wants Diego's manifest of a cf-deployment to ops, and says nothing else", async () => {
    assert.equal(
      await refused('--foundation', 'cf-deployment@58.0.0'),
      [
        "--set foundation: error: Diego's own deployment manifest is for diego-release, not for cf-deployment@58.0.0",
        '  Diego is a part of cf-deployment.yml there: gen-manifest ops prints the ops file that wires it',
        '',
      ].join('\n'),
    );
  });

  it('sends who wants stubs of a cf-deployment to ops', async () => {
    assert.match(
      await refused('stubs', '--foundation', 'cf-deployment@1.0.0'),
      /error: the stubs for upstream's generators are for diego-release, not for cf-deployment@1\.0\.0\n.*gen-manifest ops/,
    );
  });
});
