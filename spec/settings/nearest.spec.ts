import assert from 'node:assert/strict';
import { didYouMean } from '../../src/gen-manifest/settings/nearest.js';

describe('didYouMean', () => {
  it('names the nearest, whatever its case', () => {
    assert.equal(didYouMean('hots', ['port', 'host', 'enabled']), 'did you mean host?');
    assert.equal(didYouMean('OpenStak', ['aws', 'openstack']), 'did you mean openstack?');
  });
  it('lists what is known where nothing is near, a few of many', () => {
    assert.equal(didYouMean('something', ['aws', 'gcp']), 'known: aws, gcp');
    const many = Array.from({ length: 12 }, (_, index) => `name-${index}`);
    assert.equal(didYouMean('x', many), `known: ${many.slice(0, 8).join(', ')}, ...`);
    assert.equal(didYouMean('x', []), 'there are none here');
  });

  it('takes no short name for one with other letters', () => {
    assert.equal(didYouMean('fish', ['bash', 'zsh']), 'known: bash, zsh');
    assert.equal(didYouMean('zhs', ['bash', 'zsh']), 'did you mean zsh?');
    assert.equal(didYouMean('bsh', ['bash', 'zsh']), 'did you mean bash?');
  });
});
