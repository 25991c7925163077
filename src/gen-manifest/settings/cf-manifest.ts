/** Reads from the deployed CF manifest what Diego's manifest takes from it, and says what is missing. */
import type { Finding } from '../errors.js';
import { type CfInput, type CfInputName, cfInputs } from '../foundations/cf-inputs.js';
import { find, isMap, type YamlValue } from '../yaml-value.js';
import { isSpiffNode, spiffNodes } from './spiff-nodes.js';
import { spiffNode } from './stubs.js';
import { wantedKeys } from './unread-sections.js';
import type { YamlSource } from './yaml-source.js';

/** The keys of the CF manifest that are read: what Diego takes from it, and what tells the foundation. */
export const cfKeys = wantedKeys([
  ...Object.values<CfInput>(cfInputs).map(({ path }) => path),
  ['manifest_version'],
  ['instance_groups'],
]);

/** True for a manifest of cf-deployment, of which all have instance groups. */
export function isCfDeployment(manifest: YamlValue): boolean {
  return find(manifest, ['manifest_version']) !== undefined || find(manifest, ['instance_groups']) !== undefined;
}

/** One value for each input; undefined where the manifest does not have an optional one. */
export type CfValues = Readonly<Partial<Record<CfInputName, YamlValue>>>;

/**
 * The values, and a finding for each that upstream's generator would stop on. For an `other` version its own generator
 * says what is missing.
 */
export function readCfManifest(source: YamlSource, findings: Finding[], other?: string): CfValues {
  if (!isMap(source.value)) {
    findings.push({
      code: 'wrong-type',
      severity: 'error',
      message: 'the CF manifest is not a map',
      hint: 'give the manifest that Cloud Foundry was deployed with: bosh download manifest <cf deployment>',
      place: { file: source.file, path: [] },
    });
    return {};
  }
  const values: Partial<Record<CfInputName, YamlValue>> = {};
  for (const [name, input] of Object.entries<CfInput>(cfInputs) as [CfInputName, CfInput][]) {
    const value = find(source.value, input.path);
    const problem = problemWith(input, value);
    if (problem && other === undefined) findings.push(atItsPlace(problem, source, input.path));
    else if (value !== undefined) {
      findings.push(...spiffNodes(value, input.path).map((path) => spiffNode({ file: source.file, path })));
      values[name] = value;
    }
  }
  return values;
}

/** The problem where the path ends; a spiff node there is the problem itself. */
function atItsPlace(problem: Finding, source: YamlSource, wanted: readonly string[]): Finding {
  const path = existing(source.value, wanted);
  const last = find(source.value, path);
  return last !== undefined && isSpiffNode(last)
    ? spiffNode({ file: source.file, path })
    : { ...problem, place: { file: source.file, path } };
}

function problemWith(input: CfInput, value: YamlValue | undefined): Finding | undefined {
  const path = input.path.join('.');
  if (value === undefined) {
    return input.required
      ? {
          code: 'missing',
          severity: 'error',
          message: `the CF manifest has no ${path}, which Diego needs`,
          hint: 'is this the whole manifest of cf-release v234, as it was deployed?',
        }
      : undefined;
  }
  const text = typeof value === 'string';
  const integer = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  if (input.joined === undefined || text || (integer && input.joined === 'string-or-integer')) return undefined;
  return {
    code: 'wrong-type',
    severity: 'error',
    message: `${path} in the CF manifest must be a string`,
    hint: value === null ? 'it is empty there' : "Diego's manifest joins it with text; put quotes around it",
  };
}

/** The part of a path that exists, so that a missing key is shown where it belongs. */
function existing(root: YamlValue, path: readonly string[]): readonly string[] {
  let length = path.length;
  while (length > 0 && find(root, path.slice(0, length)) === undefined) length--;
  return path.slice(0, length);
}
