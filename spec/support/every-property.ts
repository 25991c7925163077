/** Sets every property of a job that has an effect, to its example. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobProperties, type SchemaNode } from '../../src/gen-manifest/release/property-schema.js';
import { find, type YamlMap, type YamlValue } from '../../src/gen-manifest/yaml-value.js';
import { pem, releaseRoot } from './release-jobs.js';

/** The job's properties: `chosen` by full name, and the example of every other one that counts then. */
export function everyProperty(job: string, chosen: Readonly<Record<string, YamlValue>>): YamlMap {
  const file = join(releaseRoot, 'jobs', job, 'properties_schema.json');
  const declared = jobProperties(file, JSON.parse(readFileSync(file, 'utf8')) as SchemaNode);
  const standard = new Map(declared.map(({ name, schema }) => [name, schema.default]));
  const switches = new Set(declared.flatMap(({ when }) => Object.keys(when)));
  const root: YamlMap = {};
  for (const [name, value] of Object.entries(chosen)) put(root, name, value);
  for (const { name, schema, when } of declared) {
    const holds = Object.entries(when).every(
      ([other, wanted]) => (find(root, other.split('.')) ?? standard.get(other)) === wanted,
    );
    if (holds && chosen[name] === undefined && !switches.has(name)) put(root, name, example(schema));
  }
  return root;
}

/** Examples name BOSH variables where operators would; here stands what the variable would hold. */
function example({ pattern, examples }: SchemaNode): YamlValue {
  const value = examples?.[0] ?? null;
  if (typeof value !== 'string' || !value.includes('((')) return value;
  if (typeof pattern !== 'string') return 'the text of a variable';
  if (pattern.includes('PRIVATE KEY')) return pem.privateKey;
  return pattern.includes('CERTIFICATE') ? pem.certificate : '{"keys": [], "private_key": ""}';
}

function put(root: YamlMap, name: string, value: YamlValue): void {
  const path = name.split('.');
  let here = root;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as YamlMap;
  here[path.at(-1) ?? ''] = value;
}
