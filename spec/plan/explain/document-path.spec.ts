import assert from 'node:assert/strict';
import { leadsTo, leaves, valueAt, values } from '../../../src/gen-manifest/plan/explain/document-path.js';

const document = {
  jobs: [
    { name: 'a', networks: [{ name: 'n' }], list: [1, 2] },
    { name: 'b', none: {} },
  ],
  subnets: [{ range: 'r' }],
};

describe('valueAt', () => {
  it('enters lists by name, and by index', () => {
    assert.equal(valueAt(document, ['jobs', 'b', 'name']), 'b');
    assert.equal(valueAt(document, ['jobs', '1', 'name']), 'b');
    assert.equal(valueAt(document, ['subnets', '0', 'range']), 'r');
    assert.equal(valueAt(document, ['jobs', 'a', 'list', '1']), 2);
  });

  it('finds nothing that is not there, in names of Object.prototype neither', () => {
    for (const path of [
      'jobs.c',
      'jobs.2',
      'jobs.-1',
      'jobs.a.name.x',
      '__proto__',
      'constructor',
      'jobs.length',
      '',
    ]) {
      assert.equal(valueAt(document, path.split('.')), undefined, path);
    }
  });
});

describe('leaves and values', () => {
  it('gives every scalar and every empty collection', () => {
    assert.deepEqual(
      leaves(document).map(({ path }) => path.join('.')),
      [
        'jobs.a.name',
        'jobs.a.networks.n.name',
        'jobs.a.list.0',
        'jobs.a.list.1',
        'jobs.b.name',
        'jobs.b.none',
        'subnets.0.range',
      ],
    );
  });

  it('takes a list of scalars for one value', () => {
    assert.deepEqual(values(document, ['jobs', 'a']), [
      { path: ['jobs', 'a', 'name'], value: 'a' },
      { path: ['jobs', 'a', 'networks', 'n', 'name'], value: 'n' },
      { path: ['jobs', 'a', 'list'], value: [1, 2] },
    ]);
  });
});

describe('leadsTo', () => {
  it('is true for the same path and for what lies in it', () => {
    assert.equal(leadsTo(['a'], ['a', 'b']), true);
    assert.equal(leadsTo(['a', 'b'], ['a', 'b']), true);
    assert.equal(leadsTo(['a', 'b'], ['a']), false);
    assert.equal(leadsTo(['b'], ['a', 'b']), false);
  });
});
