/**
 * Validates bound properties with the job's `properties_schema.json`, as Directors do from v280.1.22 on
 * (core/templates/job_schema_validator.rb): JSON Schema 2020-12, before anything is rendered.
 */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { find, type YamlMap, type YamlValue } from '../yaml-value.js';
import type { TemplateProblem } from './problem.js';

/** Annotations of this project's schemas, which say nothing about validity. */
const annotations = ['x-config', 'x-secret', 'x-unit'];

/** What is wrong, one problem a property. The schema itself must be valid. */
export function schemaProblems(job: string, schema: YamlMap, bound: YamlMap): TemplateProblem[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, keywords: annotations, logger: false });
  const validate = ajv.compile(schema);
  if (validate(bound)) return [];
  const problems = new Map<string, TemplateProblem>();
  for (const error of validate.errors ?? []) {
    const path = pathOf(error);
    const property = path.join('.');
    if (problems.has(property) || isParentOf(problems.keys(), property)) continue;
    const found = foundAt(bound, path, error);
    const message = `${property || 'properties'} is ${found}, it ${allowed(error)}`;
    problems.set(property, { code: 'schema', job, properties: [property], message });
  }
  return [...problems.values()];
}

/** A branch of anyOf that does not hold is reported with its parent; the deepest place says most. */
function isParentOf(known: Iterable<string>, property: string): boolean {
  return [...known].some((name) => name.startsWith(`${property}.`));
}

function pathOf({ instancePath, params, keyword }: ErrorObject): string[] {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const { additionalProperty, unevaluatedProperty, missingProperty } = params as Record<string, string | undefined>;
  const last = keyword === 'required' ? missingProperty : (additionalProperty ?? unevaluatedProperty);
  return last === undefined ? steps : [...steps, last];
}

function foundAt(bound: YamlMap, path: readonly string[], { schema, parentSchema }: ErrorObject): string {
  const value = path.reduce<YamlValue | undefined>(
    (here, step) => (Array.isArray(here) ? here[Number(step)] : find(here, [step])),
    bound,
  );
  if (value === undefined || value === null) return 'not set';
  const secret = [schema, parentSchema].some((part) => (part as YamlMap | undefined)?.['x-secret'] === true);
  if (secret || typeof value === 'object') return Array.isArray(value) ? 'a list' : `of the type ${typeof value}`;
  return JSON.stringify(value);
}

function allowed({ keyword, params, message }: ErrorObject): string {
  const values = params as Record<string, unknown>;
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not a key that the job knows';
    case 'required':
      return 'must be set';
    case 'enum':
      return `must be one of ${(values['allowedValues'] as (string | number | null)[]).filter((value) => value !== null).join(', ')}`;
    case 'type':
      return `must be ${[values['type']]
        .flat()
        .filter((type) => type !== 'null')
        .join(' or ')}`;
    default:
      return message ?? 'is not allowed';
  }
}
