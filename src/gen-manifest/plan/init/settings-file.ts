/** A settings file to start from: what an operator must set or will likely set, each with what it is now. */
import type { DiegoEnvironmentName } from '../../environments/table.js';
import type { Declaration } from '../../foundations/declaration.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { catalog } from '../../settings/catalog.js';
import { isVariable, type YamlValue } from '../../yaml-value.js';
import { traceAll } from '../explain/destinations.js';
import { valueAt } from '../explain/document-path.js';
import { planDocuments } from '../explain/documents.js';

/** One setting, to be printed commented out. */
export interface OfferedSetting {
  readonly path: string;
  readonly declaration: Declaration;
  /** What the line sets when it is uncommented. */
  readonly value: YamlValue;
  /** Whether that is what holds without the line as well; else it is an example. */
  readonly holdsAnyway: boolean;
  /** The variable that stands in the manifest until it is set; undefined where none does. */
  readonly variable: string | undefined;
}

/** The settings in the file's order, those of one group behind one another. */
export interface OfferedSettings {
  readonly settings: readonly OfferedSetting[];
  /** Groups that have more than what is offered, with the number of their settings. */
  readonly more: ReadonlyMap<string, number>;
}

/** What the file for one environment holds. */
export async function planSettingsFile(environment: DiegoEnvironmentName): Promise<OfferedSettings> {
  const offer = await offering(environment);
  const iaas = below(`iaas.${environment}`).filter((path) => !replacesOthers(path));
  const yours = iaas.filter((path) => offer(path).variable !== undefined);
  const paths = [
    ...['foundation', 'registry.host', 'registry.port', 'registry.enabled'],
    ...['cache', 'staging', 'diego'].flatMap(below),
    ...yours,
    ...iaas.filter((path) => !yours.includes(path)),
    ...['cell_z1', 'cell_z2', 'cell_z3'].map((job) => `instance_count_overrides.${job}.instances`),
    ...below('release_versions'),
    ...neededOverrides(),
  ];
  const groups = [`iaas.${environment}`, 'instance_count_overrides', 'property_overrides'];
  return { settings: paths.map(offer), more: new Map(groups.map((group) => [group, below(group).length])) };
}

/** What Diego cannot be deployed without: without the last two the BBS is not (model/checks/bbs-encryption.ts). */
function neededOverrides(): string[] {
  const required = Object.entries<Declaration>(propertyOverrides).flatMap(([path, declaration]) =>
    declaration['x-required'] === true ? [path] : [],
  );
  return [...required, 'bbs.active_key_label', 'bbs.encryption_keys'].map((path) => `property_overrides.${path}`);
}

/** The settings of a group. */
export function below(group: string): string[] {
  return [...catalog.keys()].filter((path) => path.startsWith(`${group}.`));
}

/** Settings that replace others as a whole have no value to start from. */
export function replacesOthers(path: string): boolean {
  return catalog.get(path)?.type === 'object' || path.endsWith('.subnets');
}

/** Offers a setting with its default, else an example, which says more than an empty list, else what stands there. */
async function offering(environment: DiegoEnvironmentName): Promise<(path: string) => OfferedSetting> {
  const { manifest } = await planDocuments({ environment });
  const traced = await traceAll(environment);
  return (path) => {
    const declaration = catalog.get(path) as Declaration;
    const { default: initial, 'x-manifest-default': unset, examples: [example] = [] } = declaration;
    const places = traced.find(({ source }) => source.path === path)?.destinations ?? [];
    const place = places.find(({ document }) => document === 'manifest')?.path;
    const now = place && valueAt(manifest, place);
    const holds = (initial ?? unset ?? (example === undefined ? now : undefined)) as YamlValue | undefined;
    const useful = holds !== undefined && !(example !== undefined && Array.isArray(holds) && holds.length === 0);
    return {
      path,
      declaration,
      value: useful ? holds : ((example ?? null) as YamlValue),
      holdsAnyway: useful,
      variable: variableIn(now, path),
    };
  };
}

/** The variable that a value is, or that an entry of a list has. */
function variableIn(value: YamlValue | undefined, path: string): string | undefined {
  if (isVariable(value)) return value as string;
  const own = `((${path.replaceAll('.', '_')}))`;
  const has = (entry: YamlValue): boolean => typeof entry === 'string' && entry.includes(own);
  return Array.isArray(value) && value.some(has) ? own : undefined;
}
