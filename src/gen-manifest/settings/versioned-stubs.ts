/** Checks stubs for another version of diego-release: its templates lose a key that they do not read without a word. */
import type { Finding } from '../errors.js';
import { keysAt, requiredAt, versionsThatRead } from '../foundations/diego-release/stub-keys-at.js';
import { type StubSectionName, stubKeys } from '../foundations/diego-release/stub-keys.js';
import { find, isMap, scalarText, type YamlMap, type YamlValue } from '../yaml-value.js';
import { nearestPaths } from './nearest-paths.js';
import { type Section, type StubSection, type Unread, unreadKey } from './stubs.js';

/** Findings for the keys of the given sections that `version` does not read. */
export function versionedStubFindings(
  sections: Readonly<Partial<Record<Section, StubSection>>>,
  version: string,
  unread: Unread,
): Finding[] {
  const given = Object.entries(sections) as [Section, StubSection][];
  return [
    ...given.flatMap(([section, { source, value }]) =>
      unreadKeys({ section, version, unread, file: source.file }, value),
    ),
    ...(sections.iaas_settings ? lackingKeys(sections.iaas_settings, version) : []),
  ];
}

/** One finding for all that the IaaS settings lack; what property overrides lack is told only where they must be whole. */
function lackingKeys({ source, value }: StubSection, version: string): Finding[] {
  const lacking = requiredAt('iaas_settings', version).filter((path) => find(value, path.split('.')) === undefined);
  if (lacking.length === 0) return [];
  return [
    {
      code: 'missing',
      severity: 'error',
      message: `iaas_settings has no ${lacking.join(', ')}`,
      hint: "Diego's manifest cannot be made without; gen-manifest stubs --only iaas-settings shows a whole one",
      place: { file: source.file, path: ['iaas_settings'] },
    },
  ];
}

/** Where unread keys are looked for. */
interface Search {
  readonly section: StubSectionName;
  readonly version: string;
  readonly unread: Unread;
  readonly file: string;
}

function unreadKeys({ section, version, unread, file }: Search, value: YamlValue): Finding[] {
  const known = [...keysAt(section, version)];
  const walk = (node: YamlValue, path: readonly string[]): Finding[] =>
    children(node).flatMap(([name, child, step]): Finding[] => {
      const here = [...path, name];
      const at = here.join('.');
      if (known.includes(at)) return [];
      // A list without names, or a plain value, is taken whole where something below it would be read.
      if (known.some((each) => each.startsWith(`${at}.`))) return walk(child, here);
      const place = { file, path: [section, ...path, step] };
      return [unreadKey(`${section}.${at}`, hint(section, at, known), place, unread)];
    });
  return walk(value, []);
}

/** The entries of a map, or of a list of named things. */
function children(node: YamlValue): [name: string, value: YamlValue, step: string | number][] {
  if (isMap(node)) return Object.entries(node).map(([name, value]) => [name, value, name]);
  if (!Array.isArray(node)) return [];
  return node.flatMap((item, index): [string, YamlValue, number][] =>
    isMap(item) && item['name'] !== undefined ? [[scalarText(item['name']), withoutName(item), index]] : [],
  );
}

/** The rest of a named thing; `type` is what a network of the manifest has, and gen-manifest's own stubs say it. */
function withoutName(item: YamlMap): YamlMap {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'name' && key !== 'type'));
}

function hint(section: StubSectionName, at: string, known: readonly string[]): string {
  const read = versionsThatRead(section, at);
  if (read !== undefined) return `read by diego-release ${read}`;
  return Object.keys(stubKeys[section]).some((each) => each.startsWith(`${at}.`))
    ? 'other versions of diego-release read it'
    : nearestPaths(at, known);
}
