import assert from 'node:assert/strict';
import { madeBy } from '../../src/gen-manifest/cli/made-by.js';

describe('madeBy', () => {
  it('repeats the command, so that a shell takes it for the same', () => {
    assert.equal(madeBy([]), 'Made by: gen-manifest');
    assert.equal(madeBy(['--env', 'aws', '-c', 'my cf.yml']), "Made by: gen-manifest --env aws -c 'my cf.yml'");
    assert.equal(madeBy(['-c', "it's.yml"]), String.raw`Made by: gen-manifest -c 'it'\''s.yml'`);
    assert.equal(madeBy(['--set', 'registry.host=10.0.1.20']), 'Made by: gen-manifest --set registry.host=10.0.1.20');
  });

  it('repeats no value that may be a secret', () => {
    const secret = 'TOP5ECRET';
    for (const setting of [
      `property_overrides.bbs.server_key=${secret}`,
      `property_overrides.bbs.encryption_keys=[{label: a, passphrase: ${secret}}]`,
      `iaas.aws.compilation_cloud_properties={password: ${secret}}`,
      `iaas.aws.compilation_cloud_properties.password=${secret}`,
    ]) {
      for (const argv of [['--set', setting], [`--set=${setting}`]]) {
        assert.doesNotMatch(madeBy(argv), new RegExp(secret), argv.join(' '));
        assert.match(madeBy(argv), /=\.\.\.$/);
      }
    }
  });

  it('stays on one line, whatever is given', () => {
    assert.equal(madeBy(['-c', 'a\nb\u0000c']), "Made by: gen-manifest -c 'a b c'");
  });
});
