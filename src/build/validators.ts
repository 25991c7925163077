/** Compiles the settings' JSON Schemas into plain functions: the files compiled-validators.js, not committed. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type standalone from 'ajv/dist/standalone/index.js';
import { type JsonSchema, overridesSchema, settingsSchema } from '../gen-manifest/settings/json-schema.js';
import { jobJsonSchema } from '../gen-manifest/settings/jobs/json-schema.js';

const standaloneCode = createRequire(import.meta.url)('ajv/dist/standalone') as typeof standalone.default;
const annotations = new Set(['description', 'default', 'examples', 'title', '$schema', '$id']);

/** Properties with one and the same rule are one pattern from this many on: a line of code for all of them. */
const fewest = 3;

/**
 * The same schema, smaller: without annotations, every part once in `$defs`, and properties that share a rule
 * as one pattern. The compiled functions shrink by a factor of forty, and so does what every run has to load.
 */
function compact(schema: JsonSchema, id: string): JsonSchema {
  const definitions = new Map<string, { name: string; part: JsonSchema }>();
  const reference = (part: JsonSchema): string => {
    const text = JSON.stringify(part);
    const known = definitions.get(text) ?? { name: `d${definitions.size}`, part };
    definitions.set(text, known);
    return `#/$defs/${known.name}`;
  };
  const shrink = (part: JsonSchema): JsonSchema => {
    const { properties, ...kept } = Object.fromEntries(Object.entries(part).filter(([key]) => !annotations.has(key)));
    if (!properties) return kept;
    const names = new Map<string, string[]>();
    for (const [name, child] of Object.entries(properties as Record<string, JsonSchema>)) {
      const rule = reference(shrink(child));
      names.set(rule, [...(names.get(rule) ?? []), name]);
    }
    return { ...kept, ...byRule(names) };
  };
  const root = shrink(schema);
  const parts = [...definitions.values()].map(({ name, part }) => [name, part]);
  return { ...root, $id: id, $defs: Object.fromEntries(parts) };
}

/** `properties` and `patternProperties` for names by their rule. */
function byRule(names: ReadonlyMap<string, readonly string[]>): JsonSchema {
  const properties: JsonSchema = {};
  const patternProperties: JsonSchema = {};
  for (const [$ref, list] of names) {
    if (list.length < fewest) for (const name of list) properties[name] = { $ref };
    else patternProperties[`^(?:${list.join('|')})$`] = { $ref };
  }
  return { properties, patternProperties };
}

/** ajv requires its own modules even where it writes an ES module: imports in their place. */
function importing(code: string): string {
  const required = [...new Set([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name as string))];
  const imports = required.map((name, index) => `import required${index} from "${name}.js";`).join('');
  return (
    imports + required.reduce((text, name, index) => text.replaceAll(`require("${name}")`, `required${index}`), code)
  );
}

/** Writes a module with one validator for each schema, under the name that it is exported by. */
function compile(schemas: Readonly<Record<string, JsonSchema>>, target: string): void {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    inlineRefs: false,
    messages: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(compact(schema, name), name);
  const names = Object.keys(schemas).map((name) => [name, name]);
  const code = importing(standaloneCode(ajv, Object.fromEntries(names) as Record<string, string>));
  writeFileSync(fileURLToPath(new URL(`../gen-manifest/settings/${target}`, import.meta.url)), `${code}\n`);
}

compile({ validateSettings: settingsSchema(), validateOverrides: overridesSchema() }, 'compiled-validators.js');
compile(
  {
    validateDockerRegistry: jobJsonSchema('docker-registry'),
    validateDockerCache: jobJsonSchema('docker-cache'),
    validateSmokeTests: jobJsonSchema('smoke-tests'),
    validateCollectGarbage: jobJsonSchema('collect-garbage'),
    validateMirrorImages: jobJsonSchema('mirror-images'),
  },
  'jobs/compiled-validators.js',
);
