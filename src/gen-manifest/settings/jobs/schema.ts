/**
 * A job's properties_schema.json: the one declaration of every property. Beside JSON Schema 2020-12 it has
 * annotations, which a Director ignores:
 *
 * - `x-config: a.b.c` puts the value there in the program's configuration; `false`: a template reads it itself.
 * - `x-transform: not` and `x-unit: s` change the value on its way there: true to false, 60 to 60s.
 * - `x-when: {other: value}` on a property or a section: it counts only then, and setting it otherwise is an error.
 * - `x-required: true`: there must be a value whenever it counts. `x-needs: other`: only together with another one.
 * - `x-secret: true`: the value is never shown. `x-allowed`: what a pattern takes, in words.
 */
import type { YamlMap, YamlValue } from '../../yaml-value.js';

/** One node of the schema: a section of properties, a property, or a part of a property's value. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: YamlValue;
  readonly examples?: readonly YamlValue[];
  readonly enum?: readonly YamlValue[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly 'x-config'?: string | false;
  readonly 'x-transform'?: 'not';
  readonly 'x-unit'?: string;
  readonly 'x-when'?: Readonly<Record<string, YamlValue>>;
  readonly 'x-required'?: boolean;
  readonly 'x-needs'?: string;
  readonly 'x-secret'?: boolean;
  readonly 'x-allowed'?: string;
  readonly [keyword: string]: unknown;
}

/** A property as BOSH knows it, by its full name. */
export interface JobProperty {
  readonly name: string;
  readonly schema: SchemaNode;
  /** All conditions, those of its sections included. */
  readonly when: Readonly<Record<string, YamlValue>>;
}

/** Every property, in the schema's order. A node with `x-config` is one, whatever it consists of; any other is a section. */
export function* propertiesBelow(
  node: SchemaNode,
  path: readonly string[] = [],
  when: YamlMap = {},
): Generator<JobProperty> {
  const conditions = { ...when, ...node['x-when'] };
  if (node['x-config'] !== undefined) {
    yield { name: path.join('.'), schema: node, when: conditions };
    return;
  }
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    yield* propertiesBelow(child, [...path, name], conditions);
  }
}
