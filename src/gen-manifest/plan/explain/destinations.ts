/** Where settings and values of the CF manifest end up, found by planning with marks. */
import type { DiegoEnvironmentName } from '../../environments/table.js';
import { type CfInput, type CfInputName, cfInputs } from '../../foundations/cf-inputs.js';
import type { Declaration } from '../../foundations/declaration.js';
import { catalog } from '../../settings/catalog.js';
import { scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { childrenOf } from './document-path.js';
import { type DocumentName, type Documents, planDocuments } from './documents.js';
import { findMarks, mark, marked, put } from './marks.js';

/** Where a value comes from: a setting, or a path of the deployed CF manifest or of the iaas-settings stub. */
export type Source =
  | { readonly kind: 'setting' | 'iaas'; readonly path: string }
  | { readonly kind: 'cf'; readonly path: string; readonly name: CfInputName };

/** A place that a source ends up in. */
export interface Destination {
  readonly document: DocumentName;
  readonly path: readonly string[];
}

/** A source with all places that it ends up in; none where it is not found in any document. */
export interface Traced {
  readonly source: Source;
  readonly destinations: readonly Destination[];
}

/**
 * All sources for one environment. Settings that replace others whole (`subnets`, the cloud properties of a
 * pool) hide them; so what a first plan does not show is marked again in a second one.
 */
export function traceAll(environment: DiegoEnvironmentName): Promise<readonly Traced[]> {
  const known = tracedOnce.get(environment) ?? trace(environment);
  tracedOnce.set(environment, known);
  return known;
}

/** Nothing but the environment decides the answer, and it is asked for several times in a run. */
const tracedOnce = new Map<DiegoEnvironmentName, Promise<readonly Traced[]>>();

async function trace(environment: DiegoEnvironmentName): Promise<readonly Traced[]> {
  const sources = allSources(environment);
  const first = await traceMarked(environment, sources);
  const hidden = await traceMarked(
    environment,
    first.filter(({ destinations }) => destinations.length === 0).map(({ source }) => source),
  );
  const second = new Map(hidden.map((traced) => [traced.source, traced]));
  const switches = await Promise.all(switchPaths.map((path) => traceSwitch(environment, path)));
  return [...first.map((traced) => second.get(traced.source) ?? traced), ...switches];
}

/** gen-manifest's own switches: their value stands nowhere, it decides what does. */
const switchPaths = [...catalog].flatMap(([path, { type, 'x-ends-up-in': places }]) =>
  type === 'boolean' && !places && !path.startsWith('property_overrides.') ? [path] : [],
);

/** Settings that say themselves where they end up: they choose what is planned, or stand in other documents. */
const declared = [...catalog].flatMap(([path, { 'x-ends-up-in': places }]) => (places ? [path] : []));

function allSources(environment: DiegoEnvironmentName): Source[] {
  const settings = [...catalog.keys()].filter(
    (path) =>
      !switchPaths.includes(path) &&
      !declared.includes(path) &&
      (!path.startsWith('iaas.') || path.startsWith(`iaas.${environment}.`)),
  );
  return [...settings.map((path): Source => ({ kind: 'setting', path })), ...cfSources()];
}

/** What is taken from the CF manifest. */
function cfSources(): Source[] {
  return (Object.entries(cfInputs) as [CfInputName, CfInput][]).map(([name, { path }]) => ({
    kind: 'cf',
    path: path.join('.'),
    name,
  }));
}

async function traceMarked(environment: DiegoEnvironmentName, sources: readonly Source[]): Promise<Traced[]> {
  // With the root file system's release, since its version has no other place.
  const settings: YamlMap = { diego: { rootfs_release: true } };
  const cf: Partial<Record<CfInputName, YamlValue>> = {};
  sources.forEach((source, number) => {
    if (source.kind === 'setting') {
      put(settings, source.path.split('.'), marked(catalog.get(source.path) as Declaration, number));
    } else if (source.kind === 'cf')
      cf[source.name] = source.name === 'release' ? { name: 'cf', version: mark(number) } : mark(number);
  });
  const documents = await planDocuments({ environment, settings, cf: cf });
  const found = documentNames(documents).map((name) => [name, findMarks(documents[name])] as const);
  return sources.map((source, number) => ({
    source,
    destinations: found.flatMap(([document, marks]) =>
      (marks.get(number) ?? []).map((path): Destination => ({ document, path })),
    ),
  }));
}

/** Plans with the switch on and off: it ends up where the two differ. */
async function traceSwitch(environment: DiegoEnvironmentName, path: string): Promise<Traced> {
  const [on, off] = await Promise.all(
    [true, false].map((value) => {
      const settings: YamlMap = {};
      put(settings, path.split('.'), value);
      return planDocuments({ environment, settings });
    }),
  );
  const destinations = documentNames(on as Documents).flatMap((document) =>
    differences((on as Documents)[document], (off as Documents)[document]).map((at) => ({ document, path: at })),
  );
  return { source: { kind: 'setting', path }, destinations };
}

function documentNames(documents: Documents): DocumentName[] {
  return Object.keys(documents) as DocumentName[];
}

/** The paths of what differs: items that only one of the two has, and lists of scalars as a whole. */
function differences(a: YamlValue, b: YamlValue, path: readonly string[] = []): (readonly string[])[] {
  const [here, there] = [new Map(childrenOf(a)), new Map(childrenOf(b))];
  if (here.size === 0 && there.size === 0) return scalarText(a) === scalarText(b) ? [] : [path];
  const steps = [...new Set([...here.keys(), ...there.keys()])];
  const found = steps.flatMap((step) => {
    const [left, right] = [here.get(step), there.get(step)];
    return left === undefined || right === undefined ? [[...path, step]] : differences(left, right, [...path, step]);
  });
  const inList = found.some((at) => at.length === path.length + 1 && /^\d+$/.test(at.at(-1) as string));
  return inList ? [path] : found;
}
