/** Numbers that are others to YAML 1.1 than to who wrote them: in settings files, in `--set`, in upstream's inputs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { misreadNumbers } from '../../src/gen-manifest/settings/misread-numbers.js';
import { parseYaml, type YamlSource } from '../../src/gen-manifest/settings/yaml-source.js';
import { assertRefused, genManifest } from '../support/gen-manifest.js';
import { runCount } from '../support/run-count.js';
import { temporaryFiles } from '../support/temporary-files.js';

async function found(text: string): Promise<string[]> {
  const findings: Finding[] = [];
  const source = await parseYaml('s.yml', text, findings);
  assert.deepEqual(findings, []);
  return misreadNumbers(source as YamlSource).map(({ message, hint }) => `${message}; ${hint}`);
}

describe('misreadNumbers', () => {
  const cases: [string, string[]][] = [
    [
      'registry: {port: 05000}',
      ['registry.port is 05000, which YAML 1.1 reads as the octal number 2560; write 5000 or 2560, whichever is meant'],
    ],
    [
      'staging: {timeout_s: 1:30}',
      ['staging.timeout_s is 1:30, which YAML 1.1 reads as 90, a number to the base of 60; write 90'],
    ],
    [
      'iaas: {aws: {stemcell: {version: 3262.10}}}',
      ["iaas.aws.stemcell.version is 3262.10, which YAML 1.1 reads as the number 3262.1; quote it: '3262.10'"],
    ],
    [
      'iaas: {aws: {stemcell: {version: 3262.0}}}',
      ["iaas.aws.stemcell.version is 3262.0, which YAML 1.1 reads as the number 3262; quote it: '3262.0'"],
    ],
    [
      'release_versions: {diego: 010}',
      ["release_versions.diego is 010, which YAML 1.1 reads as the octal number 8; quote it: '010'"],
    ],
    [
      'iaas: {aws: {compilation_cloud_properties: {list: [1, 010]}}}',
      [
        "iaas.aws.compilation_cloud_properties.list.1 is 010, which YAML 1.1 reads as the octal number 8; quote it: '010'",
      ],
    ],
    ['registry: {port: 0}\nstaging: {disk_mb: 0x10, memory_mb: 1_000}', []],
    ["iaas: {aws: {stemcell: {version: '3262.10'}}}", []],
    ['iaas: {aws: {stemcell: {version: 3262.4}}}', []],
    ['property_overrides: {auctioneer: {starting_container_weight: 0.50}}', []],
    ['a: &a 010\nb: *a', ["a is 010, which YAML 1.1 reads as the octal number 8; quote it: '010'"]],
    ['a: !!int "010"', []],
  ];
  for (const [text, findings] of cases) {
    it(`finds ${findings.length} in ${text}`, async () => assert.deepEqual(await found(text), findings));
  }

  it('takes every whole number as it is written in decimal, and none with a zero in front', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1 }), async (number) => {
        assert.deepEqual(await found(`registry: {port: ${number}}`), []);
        const octal = `0${number.toString(8)}`;
        const [message] = await found(`registry: {port: ${octal}}`);
        assert.ok(message?.includes(` is ${octal}, which YAML 1.1 reads as the octal number ${number};`), message);
      }),
      { numRuns: runCount(100) },
    );
  });
});

describe('misread numbers in the inputs of a run', () => {
  const files = temporaryFiles();

  it('are errors in settings files and --set', async () => {
    const settings = files.write('s.yml', 'env: aws\nregistry:\n  port: 05000\n');
    const outcome = await genManifest('validate', '-s', settings);
    assertRefused(outcome);
    assert.match(outcome.stderr, /s\.yml:3:3: error: registry\.port is 05000, which YAML 1\.1 reads as/);
    for (const argument of ['registry.port=05000', 'iaas.aws.compilation_cloud_properties.zone=01']) {
      const path = argument.slice(0, argument.indexOf('='));
      const refused = await genManifest('validate', '--set', argument);
      assertRefused(refused);
      assert.match(refused.stderr, new RegExp(`^--set ${path}: error: ${path} is 0[15]`));
    }
  });

  it("are warnings where they are versions in upstream's inputs", async () => {
    const iaas = files.write('i.yml', 'iaas_settings:\n  stemcell: {name: x, version: 3262.10}\n');
    const cf = files.write('cf.yml', 'releases:\n- {name: other, version: 1.10}\n- name: cf\n  version: 0234\n');
    const { stderr } = await genManifest('validate', '-i', iaas, '-c', cf);
    assert.deepEqual(
      stderr.split('\n').filter((line) => line.includes('warning: the version')),
      [
        `${cf}:4:3: warning: the version 0234 is not quoted: YAML 1.1 reads it as the octal number 156`,
        `${iaas}:2:23: warning: the version 3262.10 is not quoted: YAML 1.1 reads it as the number 3262.1`,
      ],
    );
    const plain = files.write('plain.yml', 'iaas_settings: {stemcell: {name: x, version: 3262}}\n');
    assert.doesNotMatch((await genManifest('validate', '-i', plain)).stderr, /the version/);
  });
});
