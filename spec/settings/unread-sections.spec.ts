import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Finding } from '../../src/gen-manifest/errors.js';
import { type Wanted, wantedKeys, withoutUnread } from '../../src/gen-manifest/settings/unread-sections.js';
import { parseYaml } from '../../src/gen-manifest/settings/yaml-source.js';
import { find, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { brokenText } from '../support/broken-text.js';
import { runCount } from '../support/run-count.js';

const paths = [['name'], ['releases', 'cf'], ['properties', 'nats', 'port'], ['properties', 'uaa', 'url']] as const;
const wanted: Wanted = wantedKeys(paths);

const name = fc.constantFrom('name', 'releases', 'properties', 'nats', 'port', 'uaa', 'url', 'jobs', 'cf', 'x-y');
const scalar = fc.oneof(
  fc.constantFrom(
    'a',
    '10.0.0.1:80',
    'a: b',
    'a #b',
    '-1',
    '- x',
    '|',
    'x\ny\n',
    ' y',
    "it's",
    '',
    '&a',
    '*a',
    '{',
    '!t',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
);
const document = fc.letrec<{ map: object; value: YamlValue }>((tie) => ({
  map: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    tie('map') as fc.Arbitrary<YamlValue>,
    fc.array<YamlValue>(tie('value'), { maxLength: 4 }),
  ),
})).map;

/** What a reader gets: undefined for a refused text, else what is wanted of it. */
async function read(text: string): Promise<(YamlValue | undefined)[] | undefined> {
  const findings: Finding[] = [];
  const source = await parseYaml('cf.yml', text, findings);
  return source && paths.map((path) => find(source.value, path));
}

async function sameFor(text: string): Promise<void> {
  const shorter = withoutUnread(text, wanted);
  assert.equal(shorter.split('\n').length, text.split('\n').length, 'every line keeps its number');
  assert.deepEqual(await read(shorter), await read(text));
}

describe('settings/unread-sections', () => {
  it('leaves out what is not read', () => {
    const text =
      'jobs:\n- name: a\n  networks:\n  - name: cf1\nname: x\nproperties:\n  cc:\n    a: 1\n  nats:\n    port: 4222\n';
    assert.equal(withoutUnread(text, wanted), '\n\n\n\nname: x\nproperties:\n\n\n  nats:\n    port: 4222\n');
  });

  it('keeps a section that is not regular, so that its mistakes are found', () => {
    for (const section of [
      'a:\n  b: 1\n c: 2',
      'a:\n  b: 1\n  b: 2',
      'a: b: c',
      'a: "x',
      'a:\n\t- b',
      '- a\nb: c',
      'a: [',
      'a: &x 1',
    ]) {
      const text = `jobs:\n  ${section.replaceAll('\n', '\n  ')}\nname: x\n`;
      assert.equal(withoutUnread(text, wanted), text);
    }
  });

  it('changes neither what is read nor what is refused, whatever the manifest holds', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.constantFrom(true, false), async (value, indentSeq) => {
        await sameFor(stringify(value, { version: '1.1', indentSeq, aliasDuplicateObjects: false }));
      }),
      { numRuns: runCount(300) },
    );
  });

  for (const text of [
    'jobs:\n   a:\n  b: 1\n',
    'jobs:\n  a:\n- b\n',
    'jobs:\n- a:\n c: 1\n',
    'jobs:\n  - a:\n   - b\n',
  ]) {
    it(`does not take ${JSON.stringify(text)} for a section`, () => sameFor(`${text}name: cf\n`));
  }

  it('changes nothing of broken text either', async () => {
    const edit = fc.tuple(
      fc.nat(),
      fc.constantFrom('', ' ', '  ', '-', '- ', ':', '\n', '\t', '"', '{', '#', '&a ', '|'),
      fc.nat({ max: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(document, fc.array(edit, { minLength: 1, maxLength: 3 }), async (value, edits) => {
        let text = stringify(value, { version: '1.1', aliasDuplicateObjects: false });
        for (const [place, inserted, removed] of edits) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + inserted + text.slice(at + removed);
        }
        await sameFor(text);
      }),
      { numRuns: runCount(250) },
    );
  });

  it('changes nothing of a damaged CF manifest', async () => {
    const job = {
      instances: 1,
      networks: [{ name: 'cf1', static_ips: null }],
      templates: [{ name: 'a', release: 'cf' }],
    };
    const whole = {
      compilation: { cloud_properties: { instance_type: 'm1' }, network: 'cf1', workers: 6 },
      jobs: [
        { name: 'api_z1', ...job, properties: { metron_agent: { zone: 'z1' } } },
        { name: 'api_z2', ...job },
      ],
      name: 'cf',
      properties: {
        cc: { key: 'a\nb\n', list: [] },
        nats: { password: 'x', port: 4222 },
        uaa: { clients: {}, url: 'u' },
      },
      releases: [{ name: 'cf', version: 234 }],
      resource_pools: [{ name: 'a', stemcell: { name: 's', version: 1 }, env: { bosh: { password: '$6$x' } } }],
    };
    const options = { version: '1.1', aliasDuplicateObjects: false } as const;
    const texts = [true, false].map((indentSeq) => stringify(whole, { ...options, indentSeq }));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...texts).chain(brokenText), sameFor), { numRuns: runCount(250) });
  });
});
