import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { openstack } from '../../src/gen-manifest/environments/openstack.js';
import { iaasFromStub } from '../../src/gen-manifest/model/iaas-stub.js';
import { find, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { iaasOf, subnetOf } from '../support/environment.js';
import { reference } from '../support/reference.js';

describe('openstack', () => {
  it("has the defaults of upstream's example, and variables for what only the operator knows", function () {
    const text = readFileSync(reference(this, 'diego-0.1463.0/iaas-settings.yml'), 'utf8');
    const value = find(load(text, { schema: YAML11_SCHEMA }) as YamlMap, ['iaas_settings']) as YamlValue;
    const example = iaasFromStub({ source: { file: 'i.yml', text, events: [], value }, value }, []);
    const { subnets, ...made } = iaasOf(openstack);
    const { subnets: _examples, ...expected } = example;
    assert.deepEqual(made, expected);
    assert.deepEqual(subnets.diego2, [
      {
        range: '((diego2_range))',
        gateway: '((diego2_gateway))',
        static: [],
        cloud_properties: { net_id: '((diego2_net_id))', security_groups: '((diego_security_groups))' },
      },
    ]);
  });

  it('puts each setting where it belongs', () => {
    const made = iaasOf(openstack, {
      instance_type: 'small',
      cell_instance_type: 'large',
      security_groups: ['a', 'b'],
      'networks.diego1.net_id': 'net',
      'networks.diego1.range': '10.0.1.0/24',
      'networks.diego1.gateway': '10.0.1.1',
      'networks.diego1.dns': ['10.0.0.2'],
      'networks.diego1.reserved': ['10.0.1.2'],
      'networks.diego1.static': ['10.0.1.9'],
    });
    assert.deepEqual(subnetOf(made, 'diego1'), {
      range: '10.0.1.0/24',
      gateway: '10.0.1.1',
      dns: ['10.0.0.2'],
      reserved: ['10.0.1.2'],
      static: ['10.0.1.9'],
      cloud_properties: { net_id: 'net', security_groups: ['a', 'b'] },
    });
    assert.deepEqual(made.compilationCloudProperties, { instance_type: 'small' });
    const { brain_z1, cell_z3, colocated_z1, database_z2 } = made.resourcePools;
    assert.deepEqual([brain_z1, database_z2], [{ instance_type: 'small' }, { instance_type: 'small' }]);
    assert.deepEqual([cell_z3, colocated_z1], [{ instance_type: 'large' }, { instance_type: 'large' }]);
  });
});
