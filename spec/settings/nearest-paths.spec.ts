import assert from 'node:assert/strict';
import { nearestPaths } from '../../src/gen-manifest/settings/nearest-paths.js';

const known = [
  'registry.port',
  'registry.host',
  'cache.port',
  'garden.log_level',
  'bbs.log_level',
  'properties.diego.rep.log_level',
];

describe('nearestPaths', () => {
  it('names the one that is spelt like it', () => {
    assert.equal(nearestPaths('registry.prot', known), 'did you mean registry.port?');
    assert.equal(nearestPaths('Registry.Port', known), 'did you mean registry.port?');
  });

  it('names those that end like it, or hold it', () => {
    assert.equal(
      nearestPaths('log_level', known),
      'did you mean one of these? bbs.log_level, garden.log_level, properties.diego.rep.log_level',
    );
    assert.equal(nearestPaths('host', known), 'did you mean registry.host?');
  });

  it('says how to find all where none is near', () => {
    assert.equal(nearestPaths('xyzzy', known), 'gen-manifest explain lists all settings');
  });
});
