/** Explains a property of the manifest, or any other part of it: what it and what is in it comes from. */
import type { YamlMap } from '../../yaml-value.js';
import type { Traced } from './destinations.js';
import { leadsTo, valueAt, values } from './document-path.js';
import type { ExplainedPart, ExplainedProperty, ExplainedSource } from './explanation.js';
import { describedSource, meaningOf } from './source-meaning.js';

/** A part of the manifest with its sources, each once. */
interface Place {
  readonly path: readonly string[];
  readonly sources: Map<string, ExplainedSource>;
}

/** The manifest to look at, and whether its IaaS is that of the inputs, so that its values are theirs. */
interface Manifest {
  readonly value: YamlMap;
  readonly ofIaas: boolean;
}

/** The explanation of the part of the manifest at `path`. */
export function explainedProperty(
  path: readonly string[],
  manifest: Manifest,
  traced: readonly Traced[],
): ExplainedProperty {
  const here: Place = { path, sources: new Map() };
  const below = new Map<string, Place>();
  for (const { source, destinations } of traced) {
    for (const { document, path: at } of destinations) {
      if (document !== 'manifest' || !(leadsTo(at, path) || leadsTo(path, at))) continue;
      const described = describedSource(source, destinations);
      const key = `${source.kind} ${source.path}`;
      if (leadsTo(at, path)) here.sources.set(key, { ...described, within: path.slice(at.length) });
      else placeFor(at, below).sources.set(key, described);
    }
  }
  const sources = [...here.sources.values()];
  const [only, ...others] = sources;
  return {
    kind: 'property',
    path,
    description: meaningOf(path),
    sources,
    whole: only?.within?.length === 0 && others.length === 0 && !isSwitch(only),
    parts: partsOf(path, manifest, [...below.values()]),
  };
}

function placeFor(path: readonly string[], places: Map<string, Place>): Place {
  const key = path.join('\n');
  const place = places.get(key) ?? { path, sources: new Map<string, ExplainedSource>() };
  places.set(key, place);
  return place;
}

/** The places that have sources, and what is fixed between them. */
function partsOf(
  path: readonly string[],
  { value: manifest, ofIaas }: Manifest,
  places: readonly Place[],
): ExplainedPart[] {
  const parts = places.map((place): ExplainedPart => ({
    path: place.path,
    sources: [...place.sources.values()],
    value: ofIaas || ![...place.sources.keys()].some(isOfIaas) ? valueAt(manifest, place.path) : undefined,
  }));
  const fixed = values(manifest, path)
    .filter((leaf) => leaf.path.length > path.length && !places.some((place) => leadsTo(place.path, leaf.path)))
    .map((leaf): ExplainedPart => ({ path: leaf.path, sources: [], value: leaf.value }));
  const order = values(manifest, path);
  const rank = (part: ExplainedPart): number => {
    const first = order.findIndex((leaf) => leadsTo(part.path, leaf.path));
    return first < 0 ? order.length : first;
  };
  return [...parts, ...fixed].sort((a, b) => rank(a) - rank(b) || a.path.length - b.path.length);
}

function isOfIaas(source: string): boolean {
  return source.startsWith('setting iaas.');
}

/** A switch decides what stands in a place, and does not stand there. */
function isSwitch({ source, declaration }: ExplainedSource): boolean {
  return declaration?.type === 'boolean' && !source.path.startsWith('property_overrides.');
}
