/** Hostile values that the job's schema allows, for every property that holds strings. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { jobProperties, type SchemaNode } from '../../../src/gen-manifest/release/property-schema.js';
import type { YamlMap, YamlValue } from '../../../src/gen-manifest/yaml-value.js';
import { hostileStrings } from '../hostile-values.js';
import { releaseRoot } from '../release-jobs.js';

/** A property of a job. */
export interface Property {
  readonly name: string;
  /** Its path in the configuration; undefined where a template reads it itself. */
  readonly config: string | undefined;
  /** What other properties must be for it to count. */
  readonly when: Readonly<YamlMap>;
  readonly needs: string | undefined;
  readonly required: boolean;
  readonly example: YamlValue | undefined;
  /** Hostile values; undefined where the schema allows none. */
  readonly hostile: Arbitrary<YamlValue> | undefined;
}

/** Every property of the job, those that hold no strings too. */
export function hostileProperties(job: string): Property[] {
  const file = join(releaseRoot, 'jobs', job, 'properties_schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as SchemaNode;
  return jobProperties(file, schema).map(({ name, schema: rule, when }) => {
    const config = typeof rule['x-config'] === 'string' ? rule['x-config'] : undefined;
    const [example] = rule.examples ?? [];
    const required = rule['x-required'] ?? false;
    return { name, config, when, needs: rule['x-needs'], required, example, hostile: hostileValue(rule, example) };
  });
}

/** Strings that YAML, JSON, ERB or shells take for something else, and any others. */
const more = ['%>', '<%- raise -%>', '#{1}', '$(reboot)', '`reboot`', '\u0085', '\u2028', '\ufeff', '\u{1f433}'];
const strings = fc.oneof(
  fc.constantFrom(...hostileStrings, ...more),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

function hostileValue(rule: SchemaNode, example: YamlValue | undefined): Arbitrary<YamlValue> | undefined {
  const types = [rule.type ?? []].flat();
  if (rule.enum) return undefined;
  if (types.includes('string')) return hostileString(rule, example);
  const items = rule['items'] as SchemaNode | undefined;
  if (types.includes('array') && items?.type === 'string') {
    const [first] = Array.isArray(example) ? example : [];
    const item = items.enum ? undefined : hostileString(items, first);
    return item && fc.array(item, { minLength: 1, maxLength: 3 });
  }
  const values = rule['additionalProperties'] as SchemaNode | false | undefined;
  if (!types.includes('object') || !values || values.type !== 'string') return undefined;
  // YAML reads keys of up to 1024 characters without a question mark before them.
  const key = strings.filter((text) => text !== '' && text.length < 500);
  return fc.dictionary(key, strings, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
}

/** Hostile text alone, behind the example, or behind it without spaces: whatever the pattern takes. */
function hostileString(rule: SchemaNode, example: YamlValue | undefined): Arbitrary<string> | undefined {
  const start = typeof example === 'string' ? example.replace(/[()]/g, '') : '';
  const candidates = fc.oneof(
    strings,
    strings.map((text) => `${start}${text}`),
    strings.map((text) => `${start}${text.replace(/[\s?#]/gu, '')}`),
    strings.map((text) => `0123456789abcdef${text}`),
  );
  const allowed = (text: string): boolean => isAllowed(text, rule);
  const found = fc.sample(candidates, { numRuns: 300, seed: 1 }).filter((text) => allowed(text) && text !== start);
  return found.length < 5 ? undefined : candidates.filter(allowed);
}

function isAllowed(text: string, rule: SchemaNode): boolean {
  const { pattern, minLength = 0, maxLength = 1000 } = rule as SchemaNode & { minLength?: number; maxLength?: number };
  const { length } = [...text];
  return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}
