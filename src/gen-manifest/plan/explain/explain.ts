/** Explains one path: what it means, and where it ends up or comes from. */
import { type DiegoEnvironmentName, type EnvironmentName } from '../../environments/table.js';
import { catalog } from '../../settings/catalog.js';
import { jobSettings } from '../../settings/jobs/declarations.js';
import { isPropertyGroup, propertyGroupOf } from '../../settings/jobs/groups.js';
import { groupDescription } from '../../settings/group-descriptions.js';
import type { YamlMap } from '../../yaml-value.js';
import { type Source, type Traced, traceAll } from './destinations.js';
import { valueAt } from './document-path.js';
import { type Documents, planDocuments } from './documents.js';
import { explainedProperty } from './explained-property.js';
import type { ExplainedGroup, ExplainedInput, Explanation } from './explanation.js';
import { traceIaasStub } from './iaas-stub-destinations.js';
import { allPaths, environmentsFor, knownPath, knownSetting, withManifest } from './known-path.js';
import { shownPlaces } from './shown-places.js';
import { describedSource } from './source-meaning.js';

/** What the inputs of a run say that matters to an explanation. */
export interface Context {
  readonly environment: EnvironmentName | undefined;
  /** The manifest that the inputs make, without its secrets: it can have parts that no default has. */
  readonly manifest: () => Promise<YamlMap>;
  /** Whether the inputs name an environment, so that the manifest's IaaS is theirs. */
  readonly ofIaas: boolean;
  /** Whether a stub replaces the environment's settings, `-i`. */
  readonly iaasStub: boolean;
}

/** A path that names nothing, and all that could have been meant. */
export interface UnknownPath {
  readonly kind: 'unknown';
  readonly paths: readonly string[];
}

/** What is known of one environment: its documents with nothing set, and where every source ends up in them. */
interface Known {
  readonly environment: DiegoEnvironmentName;
  readonly documents: Documents;
  readonly traced: readonly Traced[];
}

/** Explains `path`. Without an environment, all of them are looked at where it depends on them. */
export async function explain(path: string, context: Context): Promise<Explanation | UnknownPath> {
  const all = environmentsFor(path, context.environment);
  const setting = knownSetting(path);
  if (setting?.kind === 'group') return explainedGroup(setting.path, all);
  const planned = withManifest(all);
  const [first] = planned;
  if (setting?.kind === 'input') return explainedInput(setting.source, await knownOf(first), []);
  const manifest = await context.manifest();
  const stub = await traceIaasStub();
  const alone = explainedIn(path, context, manifest, [await knownOf(first)], stub);
  if (planned.length === 1 || !dependsOnIaas(alone)) return alone;
  return explainedIn(path, context, manifest, await Promise.all(planned.map(knownOf)), stub);
}

function explainedIn(
  path: string,
  { environment, ofIaas, iaasStub }: Context,
  manifest: YamlMap,
  known: readonly Known[],
  stub: readonly Traced[],
): Explanation | UnknownPath {
  const [first] = known as [Known, ...Known[]];
  const manifests = [manifest, ...known.map(({ documents }) => documents.manifest)];
  const traced = known.flatMap((each) => each.traced);
  const target = knownPath(path, environment, manifests, [...traced, ...stub]);
  switch (target?.kind) {
    case 'input':
      return explainedInput(target.source, first, stub);
    case 'group':
      return explainedGroup(target.path, [first.environment]);
    case 'property': {
      const sources = iaasStub ? [...traced.filter(notOfIaas), ...stub] : traced;
      return explainedProperty(target.path, { value: manifest, ofIaas }, sources);
    }
    case undefined:
      return { kind: 'unknown', paths: allPaths(manifests, [...traced, ...stub]) };
  }
}

/** Whether another environment could say something else, or know what the first one does not. */
function dependsOnIaas(explanation: Explanation | UnknownPath): boolean {
  if (explanation.kind !== 'property') return explanation.kind === 'unknown';
  const sources = [...explanation.sources, ...explanation.parts.flatMap((part) => part.sources)];
  return sources.some(({ source }) => source.kind === 'setting' && source.path.startsWith('iaas.'));
}

async function knownOf(environment: DiegoEnvironmentName): Promise<Known> {
  return { environment, documents: await planDocuments({ environment }), traced: await traceAll(environment) };
}

function notOfIaas({ source }: Traced): boolean {
  return !(source.kind === 'setting' && source.path.startsWith('iaas.'));
}

function explainedInput(source: Source, here: Known, stub: readonly Traced[]): ExplainedInput {
  const same = ({ source: each }: Traced): boolean => each.kind === source.kind && each.path === source.path;
  const destinations = [...here.traced, ...stub].find(same)?.destinations ?? [];
  const place = destinations.find(({ document }) => document === 'manifest')?.path;
  const described = describedSource(source, destinations);
  return {
    kind: 'input',
    ...described,
    endsUpIn: shownPlaces(destinations, here.documents),
    unset: place && described.declaration?.default === undefined ? valueAt(here.documents.manifest, place) : undefined,
  };
}

function groupMeaning(path: string): string | undefined {
  if (path === '') return undefined;
  return catalog.get(path)?.description ?? groupDescription(path);
}

function explainedGroup(path: string, environments: readonly EnvironmentName[]): ExplainedGroup {
  const prefix = path === '' ? '' : `${path}.`;
  const ofEnvironments = environments.map((environment) => `iaas.${environment}.`);
  const known = isPropertyGroup(path) || propertyGroupOf(path) ? jobSettings() : catalog;
  const settings = [...known].filter(
    ([each]) =>
      each.startsWith(prefix) &&
      (!each.startsWith('iaas.') || ofEnvironments.some((environment) => each.startsWith(environment))),
  );
  return { kind: 'group', path, description: groupMeaning(path), settings };
}
