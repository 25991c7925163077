/** Reads the stubs that are given to upstream's generator, and checks their sections. */
import type { Finding, Place, Step } from '../errors.js';
import { isMap, type YamlValue } from '../yaml-value.js';
import type { Inputs } from './inputs.js';
import { countFindings } from './instance-counts.js';
import { overrideTypes } from './override-types.js';
import { versionFindings } from './release-versions.js';
import {
  type Section,
  type StubReading,
  type StubSection,
  type StubSources,
  stubSections,
  type Unread,
  unreadKey,
} from './stubs.js';
import { unreadIaas } from './unread-iaas.js';
import { validated } from './validated.js';
import { validateOverrides } from './validators.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/** Reads the stubs, each file once. */
export async function readStubs(inputs: Inputs, findings: Finding[]): Promise<StubSources> {
  const stubs: Record<string, YamlSource> = {};
  const read = new Map<string, YamlSource | undefined>();
  for (const [option, file] of Object.entries(inputs.stubs)) {
    if (!read.has(file)) read.set(file, await readYaml(file, findings));
    const source = read.get(file);
    if (source) stubs[option] = source;
  }
  return stubs;
}

/** The sections of the stubs, with a finding for whatever in them upstream's templates do not take. */
export async function checkedSections(
  stubs: StubSources,
  reading: StubReading,
  findings: Finding[],
): Promise<Partial<Record<Section, StubSection>>> {
  const sections = stubSections(stubs, reading, findings);
  const { unread, other } = reading;
  if (other === undefined) findings.push(...(await sectionFindings(sections, unread)));
  else findings.push(...(await import('./versioned-stubs.js')).versionedStubFindings(sections, other, unread));
  return sections;
}

async function sectionFindings(sections: Partial<Record<Section, StubSection>>, unread: Unread): Promise<Finding[]> {
  const overrides = sections.property_overrides;
  const iaas = sections.iaas_settings;
  const counts = sections.instance_count_overrides;
  const versions = sections.release_versions;
  return [
    ...(overrides ? await overrideFindings(overrides, unread) : []),
    ...(iaas ? unreadIaas(iaas, unread) : []),
    ...(counts ? countFindings(counts, unread) : []),
    ...(versions ? versionFindings(versions, unread) : []),
  ];
}

async function overrideFindings({ source, value }: StubSection, unread: Unread): Promise<Finding[]> {
  const place = (path: readonly Step[]): Place => ({ file: source.file, path: ['property_overrides', ...path] });
  const kinds = await validated(validateOverrides, {
    // To the validator, which is JSON's, a number of more than 53 bits is none.
    tree: validateOverrides(value) ? value : roundedNumbers(value),
    prefix: 'property_overrides',
    place,
    unknownKey: (path, hint, at) => unreadKey(path, hint, at, unread),
  });
  return [...kinds, ...(await overrideTypes(value, place))];
}

function roundedNumbers(value: YamlValue): YamlValue {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(roundedNumbers);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, roundedNumbers(child)]));
}
