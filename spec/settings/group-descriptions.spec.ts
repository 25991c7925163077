import assert from 'node:assert/strict';
import { catalog } from '../../src/gen-manifest/settings/catalog.js';
import { groupDescription } from '../../src/gen-manifest/settings/group-descriptions.js';

describe('groupDescription', () => {
  it('describes every group but those whose names say all', () => {
    const groups = new Set(
      [...catalog.keys()].flatMap((path) => path.split('.').map((_, index, steps) => steps.slice(0, index).join('.'))),
    );
    groups.delete('');
    const without = [...groups].filter((group) => groupDescription(group) === undefined);
    assert.ok(
      without.every((group) => group.startsWith('instance_count_overrides.')),
      without.join(', '),
    );
  });
});
