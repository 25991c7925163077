import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { stringify } from 'yaml';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { type CfInput, type CfInputName, cfInputs } from '../../src/gen-manifest/foundations/cf-inputs.js';
import { type CfValues, readCfManifest } from '../../src/gen-manifest/settings/cf-manifest.js';
import { parseYaml } from '../../src/gen-manifest/settings/yaml-source.js';
import { find, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { type Change, change } from '../support/changed-tree.js';

const file = fileURLToPath(new URL('../golden/upstream-stubs/cf.yml', import.meta.url));
const whole = load(readFileSync(file, 'utf8'), { schema: YAML11_SCHEMA }) as YamlMap;
const inputs = Object.entries<CfInput>(cfInputs) as [CfInputName, CfInput][];

async function read(tree: YamlValue): Promise<{ values: CfValues; findings: Finding[] }> {
  const findings: Finding[] = [];
  const source = await parseYaml('cf.yml', stringify(tree, { version: '1.1' }), findings);
  assert.ok(source, JSON.stringify(findings));
  return { values: readCfManifest(source, findings), findings };
}

const changed = async (...changes: readonly Change[]) => read(change(whole, changes));

describe('readCfManifest', () => {
  it('reads every value at its path', async () => {
    const { values, findings } = await read(whole);
    assert.deepEqual(findings, []);
    for (const [name, { path }] of inputs) assert.deepEqual(values[name], find(whole, path), name);
  });

  for (const [name, { path, required, joined }] of inputs) {
    const shown = path.join('.');
    if (required) {
      it(`says that ${shown} is missing, at the deepest key that is there`, async () => {
        const { findings } = await changed({ path: path[0] === 'releases' ? ['releases'] : path, kind: 'delete' });
        assert.deepEqual(
          findings.map(({ code, message, place }) => [code, message, place]),
          [['missing', `the CF manifest has no ${shown}, which Diego needs`, { file: 'cf.yml', path: parentOf(path) }]],
        );
      });
    } else {
      it(`does without ${shown}`, async () => {
        const { values, findings } = await changed({ path, kind: 'delete' });
        assert.deepEqual(findings, []);
        assert.equal(values[name], undefined);
      });
    }
    if (path[0] !== 'releases' && joined === undefined) {
      it(`takes null for ${shown}`, async () => {
        const { values, findings } = await changed({ path, kind: 'null' });
        assert.deepEqual(findings, []);
        assert.equal(values[name], null);
      });
    }
  }

  const strings: [CfInputName, YamlValue, boolean][] = [
    ['deployment_name', 'cf', true],
    ['deployment_name', 234, false],
    ['uaa_url', 5, false],
    ['uaa_url', null, false],
    ['system_domain', 10, true],
    ['system_domain', 1.5, false],
    ['system_domain', true, false],
    ['system_domain', ['a'], false],
  ];
  for (const [name, value, fine] of strings) {
    it(`${fine ? 'takes' : 'refuses'} ${JSON.stringify(value)} for ${name}, which is joined with text`, async () => {
      const { findings } = await changed({ path: cfInputs[name].path, kind: { value } });
      const path = cfInputs[name].path.join('.');
      assert.deepEqual(
        findings.map(({ message }) => message),
        fine ? [] : [`${path} in the CF manifest must be a string`],
      );
    });
  }

  it('takes releases as a map and clients as a list by name, as spiff does', async () => {
    const { values, findings } = await changed(
      { path: ['releases'], kind: 'map-by-name' },
      { path: ['properties', 'uaa', 'clients'], kind: 'list-by-name' },
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(values.release, { name: 'cf', version: 234 });
    assert.equal(values.uaa_ssh_proxy_secret, 'SSH_PROXY');
  });

  it('keeps BOSH variables, and finds spiff nodes at any depth of what is read', async () => {
    const { findings } = await changed(
      { path: ['name'], kind: { value: '((name))' } },
      { path: ['properties', 'nats', 'machines'], kind: { value: ['a', '(( merge || nil ))'] } },
      { path: ['properties', 'loggregator'], kind: { value: '(( merge ))' } },
      { path: ['properties', 'unread'], kind: { value: '(( merge ))' } },
    );
    const paths = findings.map(({ code, place }) => [code, place?.path?.join('.')]);
    assert.deepEqual(
      new Set(paths.map((each) => each.join(' '))),
      new Set(['spiff-node properties.nats.machines.1', 'spiff-node properties.loggregator']),
    );
  });

  it('is not a map', async () => {
    for (const value of [[], 'x', null]) {
      const { findings } = await read(value);
      assert.deepEqual(
        findings.map(({ message }) => message),
        ['the CF manifest is not a map'],
      );
    }
  });
});

function parentOf(path: readonly string[]): string[] {
  return path[0] === 'releases' ? [] : path.slice(0, -1);
}
