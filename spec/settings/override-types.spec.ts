import assert from 'node:assert/strict';
import { overrideTypes } from '../../src/gen-manifest/settings/override-types.js';
import { genManifest } from '../support/gen-manifest.js';
import { temporaryFiles } from '../support/temporary-files.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

const found = async (tree: YamlMap): Promise<string[]> =>
  (await overrideTypes(tree, () => ({ file: 'p.yml' }))).map(({ severity, message }) => `${severity}: ${message}`);

describe('overrideTypes', () => {
  const files = temporaryFiles();

  it('warns of scalars that no job can take, with what is allowed', async () => {
    const garden = { allow_host_access: 'maybe', mtu: 'big', graph_cleanup_threshold_in_mb: 1.5 };
    assert.deepEqual(await found({ garden, auctioneer: { starting_container_weight: 'x' } }), [
      'warning: auctioneer.starting_container_weight is "x", it takes a number',
      'warning: garden.allow_host_access is "maybe", it takes true or false',
      'warning: garden.graph_cleanup_threshold_in_mb is 1.5, it takes a whole number (MiB)',
      'warning: garden.mtu is "big", it takes a whole number (bytes)',
    ]);
  });

  it('warns of numbers that only spiff reads as such', async () => {
    for (const mtu of ['08', '0o17', '1e3']) assert.equal((await found({ garden: { mtu } })).length, 1, mtu);
  });

  it('takes nothing, variables, and numbers however they are written', async () => {
    const garden = { allow_host_access: null, mtu: '((mtu))', graph_cleanup_threshold_in_mb: '500', log_level: 5 };
    const weight = { starting_container_weight: '0.25' };
    assert.deepEqual(await found({ garden, auctioneer: weight, bbs: { client_session_cache_size: 1n } }), []);
    assert.deepEqual(await found({ auctioneer: { starting_container_weight: 1n } }), []);
    assert.deepEqual(await found({ auctioneer: { starting_container_weight: 0.5 } }), []);
  });

  it('is part of a run with -p, with the place, and stops nothing', async () => {
    const file = files.write('p.yml', 'property_overrides:\n  garden:\n    mtu: big\n');
    const { exitCode, stderr } = await genManifest('stubs', '--only', 'property-overrides', '-p', file);
    assert.equal(exitCode, 0);
    assert.match(stderr, /p\.yml:3:5: warning: garden\.mtu is "big"/);
  });

  it('passes numbers of more than 53 bits on as they are', async () => {
    const file = files.write('p.yml', 'property_overrides: {garden: {mtu: 9007199254740993}, bbs: {wrong: 1}}\n');
    const manifest = await genManifest('stubs', '--only', 'property-overrides', '--lenient', '-p', file);
    assert.match(manifest.stdout, /mtu: 9007199254740993/);
    assert.match(manifest.stderr, /warning: property_overrides\.bbs\.wrong is not read/);
    assert.doesNotMatch(manifest.stderr, /mtu/);
  });

  it('counts the variables of stubs', async () => {
    const { stderr } = await genManifest('stubs', '--only', 'property-overrides', '--set', 'registry.host=10.0.0.5');
    assert.match(stderr, /^note: \d+ variables stand for certificates and keys of BBS and etcd: -p /m);
  });
});
