import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { boshLite } from '../../src/gen-manifest/environments/bosh-lite.js';
import { iaasFromStub } from '../../src/gen-manifest/model/iaas-stub.js';
import { find, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { iaasOf } from '../support/environment.js';

describe('boshLite', () => {
  it('has 64 subnets of four addresses in each network, and nothing for the operator to know', () => {
    const { subnets, ...others } = iaasOf(boshLite);
    for (const list of Object.values(subnets)) assert.equal((list as YamlValue[]).length, 64);
    assert.deepEqual((subnets.diego2 as YamlValue[])[63], {
      range: '10.244.18.252/30',
      reserved: ['10.244.18.253'],
      static: [],
      cloud_properties: {},
    });
    assert.doesNotMatch(JSON.stringify([subnets, others]), /\(\(/);
  });

  it("is upstream's stub, where a checkout is there (DIEGO_RELEASE_DIR)", function () {
    const file = `${process.env['DIEGO_RELEASE_DIR'] ?? ''}/manifest-generation/bosh-lite-stubs/iaas-settings.yml`;
    if (!existsSync(file)) return this.skip();
    const text = readFileSync(file, 'utf8');
    const value = find(load(text, { schema: YAML11_SCHEMA }) as YamlMap, ['iaas_settings']) as YamlValue;
    assert.deepEqual(iaasOf(boshLite), iaasFromStub({ source: { file, text, events: [], value }, value }, []));
  });

  it('is one subnet where a range is set', () => {
    const { subnets } = iaasOf(boshLite, {
      'networks.diego1.range': '10.0.0.0/24',
      'networks.diego1.gateway': '10.0.0.1',
    });
    assert.deepEqual(subnets.diego1, [{ range: '10.0.0.0/24', gateway: '10.0.0.1', static: [], cloud_properties: {} }]);
    assert.equal((subnets.diego2 as YamlValue[]).length, 64);
  });
});
