/** Loads all inputs of a run, checks them against their schemas, and lays them over one another. */
import type { ErrorObject } from 'ajv';
import { type Finding, type Place, type Step } from '../errors.js';
import { find, isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { type Base, readBase, readCloudConfig } from './base-manifest.js';
import { type CfValues, isCfDeployment, readCfManifest } from './cf-manifest.js';
import type { Inputs } from './inputs.js';
import { propertyGroupNames } from './jobs/groups.js';
import type { DiegoCheckout } from './diego-checkout.js';
import { cfManifestOf, checkoutOf, type GeneratorFiles, readGeneratorFiles } from './generator-inputs.js';
import { otherDiego } from './other-diego.js';
import { countFindings } from './instance-counts.js';
import type { Layer } from './layers.js';
import { overrideTypes } from './override-types.js';
import { versionFindings } from './release-versions.js';
import { applySet } from './set-option.js';
import type { Validated } from './schema-findings.js';
import { Settings } from './settings.js';
import {
  type Section,
  type StubSection,
  stubLayers,
  type StubReading,
  type StubSources,
  stubSections,
  type Unread,
  unreadKey,
} from './stubs.js';
import { unreadIaas } from './unread-iaas.js';
import { validateOverrides, validateSettings, type Validator } from './validators.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/** Everything that was given, read and checked; `findings` may hold errors, which stop the command. */
export interface Loaded {
  readonly settings: Settings;
  readonly cf?: CfValues;
  readonly checkout?: DiegoCheckout;
  readonly generatorFiles?: GeneratorFiles;
  readonly sections: Partial<Record<Section, StubSection>>;
  /** The deployed CF manifest itself, as far as it is read; for a generator of its own, whole. */
  readonly cfManifest?: YamlSource;
  readonly base?: Base;
  readonly cloudConfig?: YamlSource;
  readonly sources: readonly YamlSource[];
  readonly findings: readonly Finding[];
}

/** Loads the inputs. Never throws for what a user can get wrong. */
export async function load(inputs: Inputs): Promise<Loaded> {
  const findings: Finding[] = [];
  const unread: Unread = inputs.lenient ? 'warning' : 'error';
  const stubs = await readStubs(inputs, findings);
  const settingsFiles = await readSettings(inputs.settings, findings);
  const set = await readSet(inputs.set, findings);
  const ownLayers: readonly Layer[] = settingsFiles.flatMap(({ layer }) => layer ?? []);
  const setLayer: Layer = { origin: { kind: 'set' }, tree: set };
  const checkout = await checkoutOf(inputs, findings);
  const other = otherDiego(new Settings([...ownLayers, setLayer]).value('foundation'), checkout);
  const cfSource = await cfManifestOf(inputs, other, findings);
  const generatorFiles = await readGeneratorFiles(inputs, findings);
  const sections = await checkedSections(stubs, { unread, other }, findings);
  // Diego's manifest takes nothing from a cf-deployment.yml: Diego is a part of that.
  const ofCfRelease = cfSource && !isCfDeployment(cfSource.value) ? cfSource : undefined;
  const cf = ofCfRelease && readCfManifest(ofCfRelease, findings, other);
  findings.push(...(await versionWarnings(sections.iaas_settings?.source, ['iaas_settings', 'stemcell', 'version'])));
  findings.push(...(await versionWarnings(cfSource, ['releases', 'cf', 'version'])));
  const settings = new Settings([...ownLayers, ...stubLayers(sections), setLayer]);
  findings.push(...(await jobPropertyFindings(settings)));
  const { base, cloudConfig, read } = await readBases(inputs, findings);
  const own = [...Object.values(stubs), ...Object.values(generatorFiles)];
  const others = [...own, ...settingsFiles.map(({ source }) => source), ...read];
  // The CF manifest may be a stub's file too; there it has no places but of the sections that are read.
  const sources = others.some(({ file }) => file === cfSource?.file) ? others : [cfSource, ...others];
  return {
    settings,
    ...(cf && { cf }),
    ...(cfSource && { cfManifest: cfSource }),
    ...(checkout && { checkout }),
    generatorFiles,
    ...(base && { base }),
    ...(cloudConfig && { cloudConfig }),
    sections,
    sources: sources.filter((source) => source !== undefined),
    findings,
  };
}

/** What is there already, which results are for, and the files that were read for it. */
async function readBases(inputs: Inputs, findings: Finding[]): Promise<Bases> {
  const base = inputs.base === undefined ? undefined : await readBase(inputs.base, inputs.opsFiles ?? [], findings);
  const cloudConfig =
    inputs.cloudConfig === undefined ? undefined : await readCloudConfig(inputs.cloudConfig, findings);
  const read = [...(base ? [base.manifest, ...base.opsFiles] : []), ...(cloudConfig ? [cloudConfig] : [])];
  return { base, cloudConfig, read };
}

interface Bases {
  readonly base: Base | undefined;
  readonly cloudConfig: YamlSource | undefined;
  readonly read: readonly YamlSource[];
}

/** Warnings for versions that upstream's own inputs have as numbers: spiff v1.0.8 reads them so too, and they are kept. */
async function versionWarnings(source: YamlSource | undefined, path: readonly string[]): Promise<Finding[]> {
  const version = find(source?.value, path);
  if (!source || typeof version !== 'number') return [];
  return (await import('./misread-numbers.js')).misreadVersion(source, path, version);
}

async function readStubs(inputs: Inputs, findings: Finding[]): Promise<StubSources> {
  const stubs: Record<string, YamlSource> = {};
  const read = new Map<string, YamlSource | undefined>();
  for (const [option, file] of Object.entries(inputs.stubs)) {
    if (!read.has(file)) read.set(file, await readYaml(file, findings));
    const source = read.get(file);
    if (source) stubs[option] = source;
  }
  return stubs;
}

async function checkedSections(
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

interface SettingsFile {
  /** Undefined where the file is no map. */
  readonly layer?: Layer;
  readonly source: YamlSource;
}

async function readSettings(files: readonly string[], findings: Finding[]): Promise<SettingsFile[]> {
  const read: SettingsFile[] = [];
  for (const file of files) {
    const source = await readYaml(file, findings);
    if (!source) continue;
    if (!isMap(source.value)) {
      findings.push(noMap(file));
      read.push({ source });
      continue;
    }
    const { spiffNodes } = await import('./spiff-nodes.js');
    const { spiffNode } = await import('./stubs.js');
    findings.push(...spiffNodes(source.value).map((path) => spiffNode({ file, path })));
    const place = (path: readonly Step[]): Place => ({ file, path });
    findings.push(...(await settingsFindings(source.value, place)));
    findings.push(...(await import('./misread-numbers.js')).misreadNumbers(source));
    read.push({ layer: { origin: { kind: 'settings', file }, tree: source.value }, source });
  }
  return read;
}

function noMap(file: string): Finding {
  return {
    code: 'wrong-type',
    severity: 'error',
    message: 'the settings are not a map',
    hint: 'gen-manifest init --env openstack prints a file to start from',
    place: { file, path: [] },
  };
}

async function readSet(set: readonly string[], findings: Finding[]): Promise<YamlMap> {
  const tree: YamlMap = {};
  for (const argument of set) await applySet(argument, tree, findings);
  if (set.length > 0) {
    const { spiffNodes } = await import('./spiff-nodes.js');
    const { spiffNode } = await import('./stubs.js');
    const file = (path: readonly Step[]): string => `--set ${path.join('.')}`;
    findings.push(...spiffNodes(tree).map((path) => spiffNode({ file: file(path), path })));
    findings.push(...(await settingsFindings(tree, (path) => ({ file: file(path) }))));
  }
  return tree;
}

async function settingsFindings(tree: YamlValue, place: (path: readonly Step[]) => Place): Promise<Finding[]> {
  return validated(validateSettings, {
    tree,
    prefix: '',
    place,
    unknownKey: (path, hint, at) => ({
      code: 'unknown-key',
      severity: 'error',
      message: `there is no setting ${path}`,
      hint,
      place: at,
    }),
  });
}

/** Checks the properties of the release's own jobs; their schemas are loaded only where there are any. */
async function jobPropertyFindings(settings: Settings): Promise<Finding[]> {
  const given = settings.layers.some(({ tree }) => propertyGroupNames.some((group) => find(tree, group.split('.'))));
  if (!given) return [];
  const { findingsOfGroups } = await import('./jobs/given.js');
  return findingsOfGroups(settings);
}

async function validated(validate: Validator, tree: Validated): Promise<Finding[]> {
  if (validate(tree.tree)) return [];
  const { schemaFindings } = await import('./schema-findings.js');
  return schemaFindings(validate.errors as ErrorObject[], tree);
}
