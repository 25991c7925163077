import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Finding, Step } from '../../src/gen-manifest/errors.js';
import { locate } from '../../src/gen-manifest/settings/locate.js';
import { parseYaml } from '../../src/gen-manifest/settings/yaml-source.js';
import { isMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { hostileMap } from '../support/hostile-values.js';
import { runCount } from '../support/run-count.js';

async function placeIn(text: string, path: readonly Step[]): Promise<string> {
  const findings: Finding[] = [];
  const source = await parseYaml('f.yml', text, findings);
  assert.ok(source, JSON.stringify(findings));
  const { file, line, column } = locate(source, path);
  return line === undefined ? file : `${file}:${line}:${column}`;
}

describe('locate', () => {
  const text = `# comment
registry:
  host: 10.0.0.1
  "port": 5000
list: [a, {name: one, x: 1}, {name: "two", x: 2}, {x: 3, name: two}]
block:
- |
  text
- name: z
  deep: &anchor {}
'it''s': 1
alias: *anchor
empty:
-
- 1
`;
  const cases: [string, readonly Step[], string][] = [
    ['a key', ['registry', 'host'], 'f.yml:3:3'],
    ['a quoted key', ['registry', 'port'], 'f.yml:4:3'],
    ['a key with a quote in it', ["it's"], 'f.yml:11:1'],
    ['an item by index', ['list', 1], 'f.yml:5:11'],
    ['an item by index as text', ['list', '1'], 'f.yml:5:11'],
    ['an item by name', ['list', 'one', 'x'], 'f.yml:5:23'],
    ['the first of two items of one name', ['list', 'two', 'x'], 'f.yml:5:44'],
    ['a key in an item', ['block', 'z', 'deep'], 'f.yml:10:3'],
    ['the deepest node that exists', ['registry', 'nothing', 'below'], 'f.yml:2:1'],
    ['the document where nothing exists', ['nothing'], 'f.yml:2:1'],
    ['no deeper than an alias', ['alias', 'x'], 'f.yml:12:1'],
    ['the list for an empty item', ['empty', 0], 'f.yml:13:1'],
    ['an item behind an empty one', ['empty', 1], 'f.yml:15:3'],
  ];
  for (const [what, path, expected] of cases) {
    it(`finds ${what}`, async () => assert.equal(await placeIn(text, path), expected));
  }

  it('finds places in files with a byte order mark and CRLF', async () => {
    assert.equal(await placeIn('\ufeffa: 1\r\nb:\r\n  c: 1\r\n', ['b', 'c']), 'f.yml:3:3');
  });

  it('leads to the key itself, for every path of any document', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMap, async (value) => {
        const written = stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
        const source = await parseYaml('f.yml', written, []);
        fc.pre(source !== undefined);
        for (const path of paths(source.value)) {
          const { line, column } = locate(source, path);
          assert.ok(line !== undefined && column !== undefined, `no place for ${JSON.stringify(path)}`);
          assert.ok(line >= 1 && column >= 1 && line <= written.split('\n').length);
        }
      }),
      { numRuns: runCount(200) },
    );
  });

  it('takes no longer for each of many findings', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `key${index}: ${index}\n`).join('');
    const source = await parseYaml('f.yml', many, []);
    assert.ok(source);
    const started = performance.now();
    for (let index = 0; index < 20_000; index++) locate(source, [`key${index}`]);
    assert.ok(performance.now() - started < 1000);
    assert.deepEqual(locate(source, ['key19999']), { file: 'f.yml', line: 20_000, column: 1 });
  });
});

function paths(value: YamlValue, here: readonly Step[] = []): (readonly Step[])[] {
  if (Array.isArray(value)) return [here, ...value.flatMap((item, index) => paths(item, [...here, index]))];
  if (!isMap(value)) return [here];
  return [here, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...here, key]))];
}
