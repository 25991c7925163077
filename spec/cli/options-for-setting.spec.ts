import assert from 'node:assert/strict';
import { optionsFor, shortFormOf } from '../../src/gen-manifest/cli/options-for-setting.js';

describe('optionsFor', () => {
  it('names the options by which a setting can be given', () => {
    const of = (path: string): string => optionsFor({ kind: 'setting', path });
    assert.equal(of('registry.port'), '-s or --set');
    assert.equal(of('property_overrides.garden.mtu'), '-s, -p or --set');
    assert.equal(of('instance_count_overrides.cell_z1.instances'), '-s, -n or --set');
    assert.equal(of('release_versions.diego'), '-s, -v or --set');
    assert.equal(of('env'), '-s, --env or --set');
    assert.equal(of('diego.cf_bridge'), '-s, -b or --set');
  });

  it('names the option of an input', () => {
    assert.equal(optionsFor({ kind: 'cf', path: 'name' }), '-c');
    assert.equal(optionsFor({ kind: 'iaas', path: 'iaas_settings.stemcell' }), '-i');
  });
});

describe('shortFormOf', () => {
  it('names the short form that was given', () => {
    assert.equal(shortFormOf('diego.cf_bridge', { 'cf-bridge': ['true'] }), '-b');
    assert.equal(shortFormOf('diego.cf_bridge', { set: ['diego.cf_bridge=true'] }), undefined);
  });
});
