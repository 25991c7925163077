/**
 * The settings' JSON Schema (2020-12), made from the catalog: for `gen-manifest schema`, for the validator
 * that is compiled at build time, and, with upstream's looser types, for the property-overrides stub.
 */
import type { Declaration } from '../foundations/declaration.js';
import { propertyOverrides } from '../foundations/property-overrides.js';
import { variablePattern } from '../yaml-value.js';
import { catalog } from './catalog.js';
import { groupDescription } from './group-descriptions.js';
import { takesVariable } from './takes-variable.js';

/** A JSON Schema document or a part of one. */
export type JsonSchema = { [key: string]: unknown };

/** The rule of a value that is one ((variable)). */
export const wholeVariable: JsonSchema = { type: 'string', pattern: `^${variablePattern}$` };

/** Annotations and numbers of a declaration that belong into a schema for people and editors. */
function annotated(declaration: Declaration): JsonSchema {
  const { type: _type, 'x-required': _required, 'x-unset': _unset, 'x-ends-up-in': _places, ...rest } = declaration;
  return rest;
}

/** A setting's own type, or a BOSH variable in its place. */
function settingLeaf(path: string, declaration: Declaration): JsonSchema {
  const types = [declaration.type].flat() as string[];
  const { description, default: initial, examples, ...rules } = annotated(declaration);
  const nullable = path.startsWith('property_overrides.');
  const choices: JsonSchema[] = types.map((type, index) => ({
    type: nullable && index === 0 ? [type, 'null'] : type,
    ...constraints(type, rules),
  }));
  const anyText = types.includes('string') && declaration.pattern === undefined;
  if (!anyText && takesVariable(path, declaration)) {
    choices.push(wholeVariable);
  }
  return {
    description: described(description as string, declaration),
    ...(initial !== undefined && { default: initial }),
    ...(examples !== undefined && { examples }),
    ...(choices.length === 1 ? choices[0] : { anyOf: choices }),
  };
}

/** All that an editor can show of a setting: its meaning, its unit, and what applies where it is not set. */
function described(description: string, declaration: Declaration): string {
  const unit = declaration['x-unit'];
  const unset = declaration['x-manifest-default'];
  const jobs = declaration['x-job-default'];
  return [
    unit === undefined ? description : `${description} (${unit})`,
    unset !== undefined && `Not set, Diego's manifest has ${JSON.stringify(unset)}`,
    jobs !== undefined && `Not set or null, the job takes ${JSON.stringify(jobs)}`,
    declaration['x-required'] === true && "Diego's manifest needs it, here or by -p",
    declaration['x-secret'] === true && 'A secret: write a ((variable))',
  ]
    .filter((part) => part !== false)
    .join('. ');
}

/** The rules for one type among a declaration's keys; annotations of our own stay out of a strict validator. */
function constraints(type: string, rules: JsonSchema): JsonSchema {
  const applies = (key: string): boolean => !key.startsWith('x-') && (key !== 'pattern' || type === 'string');
  return Object.fromEntries(Object.entries(rules).filter(([key]) => applies(key)));
}

/** Upstream takes any scalar for a scalar, and null for nothing; only the kind is checked. */
function stubLeaf(_path: string, declaration: Declaration): JsonSchema {
  const types = [declaration.type].flat();
  const collections = types.filter((type) => type === 'array' || type === 'object');
  if (collections.length < types.length) return { type: ['string', 'number', 'boolean', 'null', ...collections] };
  return { anyOf: [{ type: ['null', ...collections] }, wholeVariable] };
}

/** The description of a group, in the schema for people. */
type Describe = (path: string) => string | undefined;
type Leaf = (path: string, declaration: Declaration) => JsonSchema;

function nested(
  entries: Iterable<[string, Declaration]>,
  leaf: Leaf,
  describe: Describe = () => undefined,
): JsonSchema {
  const root = group(undefined);
  for (const [path, declaration] of entries) {
    const steps = path.split('.');
    let here = root;
    steps.slice(0, -1).forEach((step, index) => {
      const properties = here['properties'] as Record<string, JsonSchema>;
      here = properties[step] ??= group(describe(steps.slice(0, index + 1).join('.')));
    });
    (here['properties'] as Record<string, JsonSchema>)[steps.at(-1) as string] = leaf(path, declaration);
  }
  return root;
}

function group(description: string | undefined): JsonSchema {
  return { ...(description && { description }), type: 'object', additionalProperties: false, properties: {} };
}

/** JSON Schema of a settings file. */
export function settingsSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://github.com/cloudfoundry-community/diego-docker-release/settings.schema.json',
    title: 'Settings of gen-manifest',
    ...withNullGroups(nested(catalog, settingLeaf, groupDescription)),
  };
}

/** JSON Schema of upstream's property-overrides section: kinds only, as upstream itself is that loose. */
export function overridesSchema(): JsonSchema {
  return nullable(nested(Object.entries(propertyOverrides), stubLeaf));
}

/** Upstream reads a section that is null as one without keys. */
function nullable(schema: JsonSchema): JsonSchema {
  return 'properties' in schema ? { ...withNullGroups(schema), type: ['object', 'null'] } : schema;
}

/** A group all of whose lines are commented out is null: it holds no setting, as in a file of `init`. */
function withNullGroups(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema['properties'] as Record<string, JsonSchema>);
  return { ...schema, properties: Object.fromEntries(properties.map(([name, part]) => [name, nullable(part)])) };
}
