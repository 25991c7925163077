/** End to end: a hostile value comes back the same from the manifest, whichever way it goes in. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import type { Declaration } from '../src/gen-manifest/foundations/declaration.js';
import { propertyOverrides } from '../src/gen-manifest/foundations/property-overrides.js';
import { isSpiffNode } from '../src/gen-manifest/settings/spiff-nodes.js';
import { find, type YamlMap, type YamlValue } from '../src/gen-manifest/yaml-value.js';
import { foreignReader, foreignReaders } from './support/foreign-yaml.js';

import { hostileMap, hostileStrings } from './support/hostile-values.js';
import { runCount } from './support/run-count.js';
import { nested } from './support/nested.js';
import { bundledGenManifest } from './support/bundled.js';
import { temporaryFiles } from './support/temporary-files.js';

const cloudProperties = ['resource_pools', 'cell_z1', 'cloud_properties'];
/** The overrides that take a string, each at one place of the manifest that is easy to tell. */
const stringOverrides = Object.entries<Declaration>(propertyOverrides)
  .filter(([path, { type }]) => type === 'string' && placesOf(path).length > 0)
  .map(([path]) => path);
const required = Object.fromEntries(
  Object.entries<Declaration>(propertyOverrides)
    .filter(([, declaration]) => declaration['x-required'])
    .map(([path]): [string, string] => [path, 'given']),
);

function placesOf(path: string): string[][] {
  const steps = path.split('.');
  if (/^(auctioneer|cc_uploader|converger|executor|file_server|nsync|rep|route_emitter|stager|tps)\./.test(path)) {
    return [['properties', 'diego', ...steps]];
  }
  return /^(garden|syslog_daemon_config)\./.test(path) ? [['properties', ...steps]] : [];
}

/** What spiff would evaluate is refused; the rest of the strings must arrive. */
const arriving = hostileStrings.filter((text) => !isSpiffNode(text));

describe('hostile values', () => {
  const files = temporaryFiles();

  /** The text of a manifest; whatever a value looks like, nothing but spiff nodes is refused. */
  async function manifest(...argv: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await bundledGenManifest('--env', 'openstack', ...argv);
    assert.equal(exitCode, 0, stderr);
    return stdout;
  }

  /** Settings as JSON, which every YAML reader takes; it has no lone surrogates and no line breaks of its own. */
  const settings = (tree: YamlMap): string => files.write('s.yml', JSON.stringify(tree));

  /** Hostile strings, as many at a time as there are overrides that take a string. */
  const chunks = Array.from({ length: Math.ceil(arriving.length / stringOverrides.length) }, (_, index) =>
    Object.fromEntries(
      arriving
        .slice(index * stringOverrides.length, (index + 1) * stringOverrides.length)
        .map((text, at): [string, string] => [stringOverrides[at] as string, text]),
    ),
  );
  const ways: Record<string, (flat: Readonly<Record<string, string>>) => string[]> = {
    'a settings file': (flat) => ['-s', settings({ property_overrides: nested(flat) })],
    'a stub': (flat) => ['-p', files.write('p.yml', JSON.stringify({ property_overrides: nested(flat) })), '--lenient'],
    '--set': (flat) => Object.entries(flat).flatMap(([path, text]) => ['--set', `property_overrides.${path}=${text}`]),
  };
  for (const [way, argv] of Object.entries(ways)) {
    it(`arrive from ${way}`, async () => {
      for (const flat of chunks) {
        const printed = await manifest(...argv({ ...required, ...flat }));
        for (const document of [load(printed, { schema: YAML11_SCHEMA }), parse(printed, { version: '1.1' })]) {
          for (const [path, text] of Object.entries(flat)) {
            const places = placesOf(path);
            assert.ok(places.length > 0, path);
            for (const place of places)
              assert.equal(find(document as YamlMap, place), text, `${path} at ${place.join('.')}`);
          }
        }
      }
    });
  }

  it('arrive as keys and values at any depth', async () => {
    const all = Object.fromEntries(
      arriving.map((text): [string, YamlValue] => [text, { [text]: [text, { a: text }] }]),
    );
    const tree = { iaas: { openstack: { resource_pool_cloud_properties: { cell_z1: all } } } };
    const printed = await manifest('-s', settings(tree));
    for (const document of [load(printed, { schema: YAML11_SCHEMA }), parse(printed, { version: '1.1' })]) {
      assert.deepEqual(find(document as YamlMap, cloudProperties), all);
    }
  });

  for (const name of foreignReaders) {
    it(`arrive in ${name}`, function () {
      const reader = foreignReader(name);
      if (!reader) return this.skip();
      return arrivesIn(reader, name);
    });
  }

  async function arrivesIn(read: (texts: readonly string[]) => YamlValue[], name: string): Promise<void> {
    // Psych 4 takes even the quoted key "<<" for a merge.
    const keys = name === 'Ruby' ? arriving.filter((text) => text !== '<<') : arriving;
    const all = Object.fromEntries(keys.map((text): [string, YamlValue] => [text, [text]]));
    const tree = { iaas: { openstack: { resource_pool_cloud_properties: { cell_z1: all } } } };
    const [document] = read([await manifest('-s', settings(tree))]);
    assert.deepEqual(find(document, cloudProperties), all);
  }

  it('arrive, random ones', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMap, async (value) => {
        // Spiff nodes are refused, and YAML 1.1 takes JSON's 5e-324 for a string.
        fc.pre(!/\(\(|\de[-+]?\d/.test(JSON.stringify(value)));
        const tree = { iaas: { openstack: { resource_pool_cloud_properties: { cell_z1: value } } } };
        const document = load(await manifest('-s', settings(tree)), { schema: YAML11_SCHEMA }) as YamlMap;
        assert.deepEqual(JSON.stringify(find(document, cloudProperties)), JSON.stringify(value));
      }),
      { numRuns: runCount(60) },
    );
  });

  it('change nothing as names of files and as arguments, whatever is in them', async () => {
    const plain = load(await manifest(), { schema: YAML11_SCHEMA });
    const names = [
      'a\nb: 1\nc',
      'x\u2028registry: 1',
      'a # b',
      '---\n',
      "it's",
      '#',
      ': ',
      '\u0085a: 1',
      '\u001b[31m',
      '%a',
      '\r',
    ];
    const texts: string[] = [];
    for (const [index, name] of names.entries()) {
      const file = files.write(`${index}${name}.yml`, 'property_overrides: {garden: {mtu: 1400}}\n');
      const text = await manifest('-s', file);
      const document = load(text, { schema: YAML11_SCHEMA }) as YamlMap;
      assert.equal(find(document, ['properties', 'garden', 'network_mtu']), 1400);
      (find(document, ['properties', 'garden']) as YamlMap)['network_mtu'] = null;
      assert.deepEqual(document, plain, JSON.stringify(name));
      texts.push(text);
    }
    for (const reader of foreignReaders.flatMap((name) => foreignReader(name) ?? [])) {
      for (const document of reader(texts)) assert.equal(find(document, ['properties', 'garden', 'network_mtu']), 1400);
    }
  });

  it('are refused where they are spiff nodes', async () => {
    for (const text of hostileStrings.filter(isSpiffNode)) {
      const tree = { property_overrides: { stager: { log_level: text } } };
      const { exitCode } = await bundledGenManifest('--env', 'openstack', '-s', settings(tree));
      assert.equal(exitCode, 2, text);
    }
  });
});
