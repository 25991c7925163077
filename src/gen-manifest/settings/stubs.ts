/**
 * Upstream's stubs, `-p -n -i -v`: which file gives which section, and whether upstream reads what stands
 * in it. A section is looked for in its own option's file first, then in the other stubs in upstream's
 * order, as spiff finds it (`(( merge ))` over all stubs).
 */
import type { Code, Finding, Place, Step } from '../errors.js';
import { find, isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import type { Layer } from './layers.js';
import { didYouMean } from './nearest.js';
import { spiffNodes } from './spiff-nodes.js';
import type { YamlSource } from './yaml-source.js';

/** The stubs' options, in the order in which upstream hands the files to spiff. */
export const stubOptions = ['property-overrides', 'instance-counts', 'iaas', 'release-versions'] as const;
export type StubOption = (typeof stubOptions)[number];

/** The section that each stub is read for. */
export const sectionOf = {
  'property-overrides': 'property_overrides',
  'instance-counts': 'instance_count_overrides',
  iaas: 'iaas_settings',
  'release-versions': 'release_versions',
} as const satisfies Record<StubOption, string>;
export type Section = (typeof sectionOf)[StubOption];

/** The stubs that were given and could be read. */
export type StubSources = Partial<Record<StubOption, YamlSource>>;

/** The section of a stub with the file that it stands in. */
export interface StubSection {
  readonly source: YamlSource;
  readonly value: YamlValue;
}

/** How strict unread keys are taken: an error, or with `--lenient` a warning. */
export type Unread = 'error' | 'warning';

/** How the stubs are read: how strictly, and for which version where it is not the assumed one. */
export interface StubReading {
  readonly unread: Unread;
  readonly other: string | undefined;
}

/** Sections of stubs that other versions of diego-release read, for which there is no option of this kind. */
const otherSections = ['persistent_disk_overrides', 'additional_jobs', 'sql_overrides'];

/** The sections that the given stubs hold; findings for files that hold nothing that is read. */
export function stubSections(
  stubs: StubSources,
  { unread, other }: StubReading,
  findings: Finding[],
): Partial<Record<Section, StubSection>> {
  const sections: Partial<Record<Section, StubSection>> = {};
  for (const option of stubOptions) {
    const name = sectionOf[option];
    const order = [option, ...stubOptions.filter((other) => other !== option)];
    const source = order.map((each) => stubs[each]).find((each) => each && find(each.value, [name]) !== undefined);
    if (source) sections[name] = { source, value: find(source.value, [name]) as YamlValue };
    const own = stubs[option];
    if (own && isMap(own.value) && !source) findings.push(withoutSection(own, option, unread));
    else if (source) findings.push(...shadowed(name, source, stubs, unread));
  }
  const known = [...Object.values<string>(sectionOf), ...(other === undefined ? [] : otherSections)];
  for (const source of new Set(Object.values(stubs))) findings.push(...topLevel(source, known, unread));
  // In other versions upstream's generator evaluates what the stubs say.
  if (other === undefined) for (const section of Object.values(sections)) findings.push(...spiffIn(section));
  return sections;
}

/** Findings for values that spiff would still have to evaluate. */
function spiffIn({ source, value }: StubSection): Finding[] {
  const section = Object.keys(source.value as YamlMap).find((key) => (source.value as YamlMap)[key] === value);
  return spiffNodes(value, [section as string]).map((path) => spiffNode({ file: source.file, path }));
}

/** The finding for one spiff node, at the path of its place. */
export function spiffNode(place: Place & { readonly path: readonly Step[] }): Finding {
  return {
    code: 'spiff-node',
    severity: 'error',
    message: `${place.path.join('.')} is a spiff node that nothing evaluates`,
    hint: 'write the value itself, or a BOSH variable: ((name)) without spaces',
    place,
  };
}

function withoutSection(source: YamlSource, option: StubOption, unread: Unread): Finding {
  const section = sectionOf[option];
  const needed = option === 'property-overrides' || option === 'iaas';
  return {
    code: needed ? 'missing' : 'unread-override',
    severity: needed ? 'error' : unread,
    message: `the file given by --${option} has no ${section}`,
    hint: `its top-level key must be ${section}:`,
    place: { file: source.file, path: [] },
  };
}

function shadowed(section: Section, taken: YamlSource, stubs: StubSources, unread: Unread): Finding[] {
  const others = [...new Set(Object.values(stubs))].filter(
    (other) => other !== taken && other.text !== taken.text && find(other.value, [section]) !== undefined,
  );
  return others.map((other) =>
    unreadKey(section, `it is taken from ${taken.file}`, { file: other.file, path: [section] }, unread, 'no-effect'),
  );
}

function topLevel(source: YamlSource, known: readonly string[], unread: Unread): Finding[] {
  if (!isMap(source.value)) {
    return [
      {
        code: 'wrong-type',
        severity: 'error',
        message: 'the stub is not a map',
        hint: `its top-level key is one of ${known.join(', ')}`,
        place: { file: source.file, path: [] },
      },
    ];
  }
  return Object.entries(source.value)
    .filter(([key, value]) => !known.includes(key) && !(key === 'properties' && isForCf(value)))
    .map(([key]) => key)
    .map((key) => unreadKey(key, didYouMean(key, known), { file: source.file, path: [key] }, unread));
}

/** True for the properties that `gen-manifest stubs` writes for cf-release's generator into the same document. */
function isForCf(value: YamlValue): boolean {
  return isMap(value) && Object.keys(value).every((key) => key === 'dea_next' || key === 'cc');
}

/** The finding for a key of a stub that upstream's templates do not read. */
export function unreadKey(
  path: string,
  hint: string,
  place: Place,
  unread: Unread,
  code: Code = 'unread-override',
): Finding {
  const lenient = unread === 'error' ? '; --lenient lets it stand' : '';
  return {
    code,
    severity: unread,
    message: `${path} is not read here: it would be lost without a word`,
    hint: `${hint}${lenient}`,
    place,
  };
}

/** The layers of settings that the stubs are: overrides, counts and versions stand at their own paths. */
export function stubLayers(sections: Partial<Record<Section, StubSection>>): Layer[] {
  const names = ['property_overrides', 'instance_count_overrides', 'release_versions'] as const;
  return names.flatMap((name) => {
    const section = sections[name];
    return section
      ? [{ origin: { kind: 'stub', file: section.source.file } as const, tree: { [name]: section.value } }]
      : [];
  });
}

/** The finding for a value of the wrong kind in a stub. */
export function wrongKind(message: string, place: Place): Finding {
  return { code: 'wrong-type', severity: 'error', message, place };
}
