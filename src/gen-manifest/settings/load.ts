/** Loads all inputs of a run, checks them against their schemas, and lays them over one another. */
import type { Finding } from '../errors.js';
import { find } from '../yaml-value.js';
import { type Base, readBase, readCloudConfig } from './base-manifest.js';
import { type CfValues, isCfDeployment, readCfManifest } from './cf-manifest.js';
import { checkedSections, readStubs } from './checked-stubs.js';
import type { DiegoCheckout } from './diego-checkout.js';
import { cfManifestOf, checkoutOf, type GeneratorFiles, readGeneratorFiles } from './generator-inputs.js';
import type { Inputs } from './inputs.js';
import { propertyGroupNames } from './jobs/groups.js';
import type { Layer } from './layers.js';
import { otherDiego } from './other-diego.js';
import { Settings } from './settings.js';
import { readSet, readSettings } from './settings-files.js';
import { type Section, type StubSection, stubLayers, type Unread } from './stubs.js';
import type { YamlSource } from './yaml-source.js';

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

/** Checks the properties of the release's own jobs; their schemas are loaded only where there are any. */
async function jobPropertyFindings(settings: Settings): Promise<Finding[]> {
  const given = settings.layers.some(({ tree }) => propertyGroupNames.some((group) => find(tree, group.split('.'))));
  if (!given) return [];
  const { findingsOfGroups } = await import('./jobs/given.js');
  return findingsOfGroups(settings);
}
