/** Checks properties of jobs that settings give, with the jobs' own schemas; loaded only where any are given. */
import type { ErrorObject } from 'ajv';
import type { Finding, Place, Step } from '../../errors.js';
import type { YamlMap } from '../../yaml-value.js';
import { didYouMean } from '../nearest.js';
import { schemaFindings } from '../schema-findings.js';
import type { Validator } from '../validators.js';
import * as compiled from './compiled-validators.js';
import type { Declaration } from '../../foundations/declaration.js';
import { declarationOf, settingsOf } from './declarations.js';
import type { PropertyGroup, ReleaseJobName } from './groups.js';
import type { SchemaNode } from './schema.js';
import { jobSchemas } from './schemas.js';
import { nodeIn } from './secrets.js';

const validators: Readonly<Record<ReleaseJobName, Validator>> = {
  'docker-registry': compiled.validateDockerRegistry as Validator,
  'docker-cache': compiled.validateDockerCache as Validator,
  'smoke-tests': compiled.validateSmokeTests as Validator,
  'collect-garbage': compiled.validateCollectGarbage as Validator,
  'mirror-images': compiled.validateMirrorImages as Validator,
};

/** Properties of one job as one layer of settings gives them. */
export interface GivenProperties {
  readonly group: PropertyGroup;
  readonly job: ReleaseJobName;
  readonly tree: YamlMap;
  /** The place of a path below the group. */
  readonly place: (path: readonly Step[]) => Place;
}

/** What is wrong with them, the deepest place of each mistake alone. */
export function jobPropertyFindings({ group, job, tree, place }: GivenProperties): Finding[] {
  const validate = validators[job];
  if (validate(tree)) return [];
  const errors = withoutOuter(validate.errors as ErrorObject[]);
  return schemaFindings(errors, {
    tree,
    prefix: group,
    place,
    declarations: new Map(settingsOf(group, job)),
    within: (path) => declaredAt(jobSchemas[job], path),
    unknownKey: (path, _hint, at) => ({
      code: 'unknown-key',
      severity: 'error',
      message: `there is no setting ${path}`,
      hint: didYouMean(path.split('.').at(-1) as string, siblings(job, path.slice(group.length + 1).split('.'))),
      place: at,
    }),
  });
}

/** A value that may be a variable instead is reported with everything that it lies in: only the deepest place counts. */
function withoutOuter(errors: readonly ErrorObject[]): ErrorObject[] {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  const paths = new Set(errors.map(({ instancePath }) => instancePath));
  const isOuter = (path: string): boolean => [...paths].some((other) => other.startsWith(`${path}/`));
  return errors.filter((error) => {
    if (error.keyword === 'additionalProperties') return true;
    const holdsUnknown = unknown.some(({ instancePath }) => instancePath === error.instancePath);
    return !holdsUnknown && !isOuter(error.instancePath);
  });
}

/** The names that are known beside the last step of a path. */
function siblings(job: ReleaseJobName, path: readonly string[]): string[] {
  const [parent] = [...nodesOn(jobSchemas[job], path.slice(0, -1))].reverse();
  return Object.keys(parent?.properties ?? {});
}

/** What is declared of the value at a path; it is a secret within one. */
function declaredAt(schema: SchemaNode, path: readonly string[]): Declaration | undefined {
  const nodes = [...nodesOn(schema, path)];
  if (nodes.length <= path.length) return undefined;
  const secret = nodes.some((node) => node['x-secret'] === true);
  return { ...declarationOf(nodes.at(-1) as SchemaNode), ...(secret && { 'x-secret': true }) };
}

/** The schema's nodes from its root to a path, as far as it knows the way. */
function* nodesOn(schema: SchemaNode, path: readonly string[]): Generator<SchemaNode> {
  let here: SchemaNode | undefined = schema;
  for (const step of path) {
    yield here;
    here = here.properties?.[step] ?? nodeIn(here['items']) ?? nodeIn(here['additionalProperties']);
    if (here === undefined) return;
  }
  yield here;
}
