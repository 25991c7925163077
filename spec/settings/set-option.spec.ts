import assert from 'node:assert/strict';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { applySet } from '../../src/gen-manifest/settings/set-option.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

async function set(...args: readonly string[]): Promise<{ tree: YamlMap; findings: Finding[] }> {
  const tree: YamlMap = {};
  const findings: Finding[] = [];
  for (const argument of args) await applySet(argument, tree, findings);
  return { tree, findings };
}

describe('applySet', () => {
  const strings = [
    '0123',
    'a: b #c',
    'yes',
    '',
    ' x ',
    '*a',
    '((x))',
    'a=b',
    'null',
    '[1',
    'first\nsecond',
    '12:30:45',
  ];
  for (const text of strings) {
    it(`takes ${JSON.stringify(text)} as it is for a string setting`, async () => {
      assert.deepEqual(await set(`property_overrides.stager.log_level=${text}`), {
        tree: { property_overrides: { stager: { log_level: text } } },
        findings: [],
      });
    });
  }

  const typed: [string, YamlMap][] = [
    ['registry.port=5001', { registry: { port: 5001 } }],
    ['registry.port=((port))', { registry: { port: '((port))' } }],
    ['registry.port=((größe))', { registry: { port: '((größe))' } }],
    ['cache.enabled=no', { cache: { enabled: false } }],
    ['diego.insecure_registries=[a.b:1, c.d:2]', { diego: { insecure_registries: ['a.b:1', 'c.d:2'] } }],
    [
      'property_overrides.executor.disk_capacity_mb=auto',
      { property_overrides: { executor: { disk_capacity_mb: 'auto' } } },
    ],
    [
      'property_overrides.executor.disk_capacity_mb=65536',
      { property_overrides: { executor: { disk_capacity_mb: 65536 } } },
    ],
    [
      'property_overrides.executor.disk_capacity_mb=yes',
      { property_overrides: { executor: { disk_capacity_mb: 'yes' } } },
    ],
    ['release_versions.diego=0.1463.0', { release_versions: { diego: '0.1463.0' } }],
    ['release_versions.diego=1.10', { release_versions: { diego: '1.10' } }],
    ['release_versions.diego=1.1', { release_versions: { diego: '1.1' } }],
    ['release_versions.diego=36', { release_versions: { diego: 36 } }],
    ['release_versions.diego=036', { release_versions: { diego: '036' } }],
    ['release_versions.diego=[1', { release_versions: { diego: '[1' } }],
    ['iaas.aws.stemcell.version=3232.10', { iaas: { aws: { stemcell: { version: '3232.10' } } } }],
    ['iaas.aws.stemcell.version=3232', { iaas: { aws: { stemcell: { version: 3232 } } } }],
    [
      'property_overrides.executor.garden_healthcheck.process.args=[-c, ls]',
      { property_overrides: { executor: { garden_healthcheck: { process: { args: ['-c', 'ls'] } } } } },
    ],
    ['property_overrides.garden.mtu=null', { property_overrides: { garden: { mtu: null } } }],
    [
      'iaas.aws.compilation_cloud_properties.instance_type=c3.large',
      { iaas: { aws: { compilation_cloud_properties: { instance_type: 'c3.large' } } } },
    ],
    [
      'iaas.aws.resource_pool_cloud_properties.cell_z1={a: [1]}',
      { iaas: { aws: { resource_pool_cloud_properties: { cell_z1: { a: [1] } } } } },
    ],
  ];
  for (const [argument, tree] of typed) {
    it(`reads ${argument} by the type of the setting`, async () =>
      assert.deepEqual(await set(argument), { tree, findings: [] }));
  }

  it('lets a later one win, and keeps what stands beside it', async () => {
    const { tree } = await set('registry.port=1', 'registry.host=a.b', 'registry.port=2');
    assert.deepEqual(tree, { registry: { port: 2, host: 'a.b' } });
  });

  const wrong: [string, string, string][] = [
    ['registry.prot=1', '--set registry.prot: there is no such setting', 'did you mean port? (below registry)'],
    ['regisrty.port=1', '--set regisrty.port: there is no such setting', 'did you mean registry?'],
    [
      'cache=1',
      '--set cache: this is a group of settings, set one of them',
      'in it: enabled, host, port, tls, static_ips, instances, properties',
    ],
    [
      'registry.port=05000',
      'registry.port is 05000, which YAML 1.1 reads as the octal number 2560',
      'write 5000 or 2560, whichever is meant',
    ],
    [
      'bbs.server_key=x',
      '--set bbs.server_key: there is no such setting',
      'did you mean property_overrides.bbs.server_key?',
    ],
    ['bbs.server_kye=x', '--set bbs.server_kye: there is no such setting', 'did you mean property_overrides.bbs?'],
    ['registry.port', '--set registry.port has no value', 'write it as --set path=value'],
    ['=1', '--set =... names no setting', 'write it as --set path=value'],
    [
      'registry.port=',
      '--set registry.port= has no value',
      'registry.port takes a whole number from 1 to 65535 (TCP port)',
    ],
    ['cache.enabled=[a', '--set cache.enabled is not valid YAML', 'cache.enabled takes true or false'],
  ];
  for (const [argument, message, hint] of wrong) {
    it(`refuses ${argument}`, async () => {
      const { tree, findings } = await set(argument);
      assert.deepEqual(tree, {});
      assert.deepEqual(
        findings.map((finding) => [finding.message, finding.hint]),
        [[message, hint]],
      );
    });
  }
});
