/** Random changes to a YAML tree: what is missing, null, of another kind, or a list by name for a map. */
import fc, { type Arbitrary } from 'fast-check';
import { isMap, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';

/** One change at a path. */
export interface Change {
  readonly path: readonly string[];
  readonly kind: 'delete' | 'null' | 'list-by-name' | 'map-by-name' | { readonly value: YamlValue };
}

const value: Arbitrary<YamlValue> = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9 .:/_-]{0,12}[a-z0-9]$/),
  fc.integer({ min: 0, max: 99999 }),
  fc.boolean(),
  fc.constantFrom<YamlValue[]>(['a', 'b'], [], {}, { a: 1 }, 1.5, '', [null, 1], [{ name: 'x', a: 1 }, { name: 'y' }]),
);

/** A few changes, none most of the time, at some of these paths. */
export function changes(paths: readonly (readonly string[])[]): Arbitrary<Change[]> {
  const one: Arbitrary<Change> = fc.record({
    path: fc.constantFrom(...paths.filter((path) => path.length > 0)),
    kind: fc.oneof(
      fc.constantFrom('delete' as const, 'null' as const, 'list-by-name' as const, 'map-by-name' as const),
      value.map((replaced) => ({ value: replaced })),
    ),
  });
  return fc.oneof({ weight: 2, arbitrary: fc.constant<Change[]>([]) }, fc.array(one, { minLength: 1, maxLength: 4 }));
}

/** A copy of `tree` with the changes made, in order; a change whose place does not exist does nothing. */
export function change(tree: YamlMap, all: readonly Change[]): YamlMap {
  const copy = structuredClone(tree);
  for (const { path, kind } of all) {
    const parent = path.slice(0, -1).reduce<YamlValue | undefined>(step, copy);
    const last = path.at(-1) as string;
    if (!isMap(parent)) continue;
    if (kind === 'delete') delete parent[last];
    else if (kind === 'null') parent[last] = null;
    else if (typeof kind === 'object') parent[last] = structuredClone(kind.value);
    else parent[last] = kind === 'list-by-name' ? asList(parent[last]) : asMap(parent[last]);
  }
  return copy;
}

function step(here: YamlValue | undefined, name: string): YamlValue | undefined {
  if (Array.isArray(here)) return here.find((item) => isMap(item) && item['name'] === name);
  return isMap(here) ? here[name] : undefined;
}

/** A map whose values are maps, as the list that spiff enters by name; scalars in it are lost. */
function asList(found: YamlValue | undefined): YamlValue {
  if (!isMap(found)) return found ?? null;
  return Object.entries(found).flatMap(([name, item]) => (isMap(item) ? [{ ...item, name }] : []));
}

function asMap(found: YamlValue | undefined): YamlValue {
  if (!Array.isArray(found)) return found ?? null;
  return Object.fromEntries(
    found.flatMap((item) => (isMap(item) && typeof item['name'] === 'string' ? [[item['name'], item]] : [])),
  );
}
