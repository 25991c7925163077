import assert from 'node:assert/strict';
import type { Documents } from '../../../src/gen-manifest/plan/explain/documents.js';
import { shownPlaces } from '../../../src/gen-manifest/plan/explain/shown-places.js';

const documents: Documents = {
  manifest: {
    jobs: ['a_z1', 'a_z2', 'b_z1', 'b_z2', 'c'].map((name) => ({ name, templates: [{ name: 't' }, { name: 'u' }] })),
    properties: { a: 1, b: 2 },
  },
  'cf-properties': {},
};

function shown(...paths: readonly string[]): string[] {
  const destinations = paths.map((path) => ({ document: 'manifest', path: path.split('.') }) as const);
  return shownPlaces(destinations, documents).map(({ path }) => path);
}

describe('shownPlaces', () => {
  it('joins all items of a list, all zones of a job, and some items', () => {
    assert.deepEqual(shown('jobs.a_z1.x', 'jobs.a_z2.x', 'jobs.b_z1.x', 'jobs.b_z2.x', 'jobs.c.x'), ['jobs.*.x']);
    assert.deepEqual(shown('jobs.a_z1.x', 'jobs.a_z2.x'), ['jobs.a_z*.x']);
    assert.deepEqual(shown('jobs.a_z1.x', 'jobs.c.x'), ['jobs.{a_z1,c}.x']);
    assert.deepEqual(shown('jobs.c.x'), ['jobs.c.x']);
  });

  it('joins in two lists at once', () => {
    const both = ['t', 'u'].flatMap((template) =>
      ['a_z1', 'a_z2'].map((job) => `jobs.${job}.templates.${template}.release`),
    );
    assert.deepEqual(shown(...both), ['jobs.a_z*.templates.*.release']);
  });

  it('joins nothing but items of lists', () => {
    assert.deepEqual(shown('properties.a', 'properties.b', 'jobs.c.y', 'jobs.c.z'), [
      ...['properties.a', 'properties.b', 'jobs.c.y', 'jobs.c.z'],
    ]);
  });
});
