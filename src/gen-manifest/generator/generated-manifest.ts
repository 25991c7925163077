/** The manifest that upstream's generator printed, with the wiring checked and its reasons added. */
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Finding } from '../errors.js';
import { grootfsList } from '../foundations/diego-release/insecure-registries.js';
import { factAt } from '../foundations/version-rows.js';
import type { Deployment } from '../model/deployment.js';
import { stagerRelease } from '../model/checks/stager-pairing.js';
import { insecureRegistryValue } from '../plan/insecure-registry-list.js';
import { noted, plain, type PlannedMap, type PlannedValue } from '../plan/planned.js';
import { indentFlow } from '../settings/flow-indentation.js';
import { find, isMap, type YamlMap, type YamlValue } from '../yaml-value.js';

/**
 * Reads what spiff printed. Its YAML library writes the string 12:30:45 without quotes, which YAML 1.1 takes for a
 * number; YAML 1.2's core schema reads its output back the way it was meant. What `((!name))` kept from spiff is a
 * BOSH variable again.
 */
export function readSpiff(text: string): YamlMap {
  return variables(load(indentFlow(text), { schema: CORE_SCHEMA }) as YamlMap) as YamlMap;
}

function variables(value: YamlValue): YamlValue {
  if (typeof value === 'string') return value.replaceAll('((!', '((');
  if (Array.isArray(value)) return value.map(variables);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, variables(child)]));
}

/** The manifest with the reasons of the wiring; a finding for each entry that is not where this version reads it. */
export function wiredManifest(manifest: YamlMap, deployment: Deployment, findings: Finding[]): PlannedMap {
  const { diego, foundation, generatorFlags } = deployment;
  const again = factAt(grootfsList, foundation.version);
  const twice = again && (again.flag === undefined || generatorFlags.includes(again.flag));
  const places = [
    { at: diego.cells.manifest, key: diego.cells },
    ...(twice ? [{ at: again.manifest, key: diego.cells }] : []),
    ...(stagerRelease(deployment) === 'none' ? [] : [{ at: diego.staging.manifest, key: diego.staging }]),
  ];
  return places.reduce<PlannedMap>((whole, { at, key }) => {
    const path = ['properties', ...at.split('.')];
    const planned = insecureRegistryValue(deployment, key);
    if (plain(planned) === null) return whole;
    const value = find(manifest, path);
    if (!holds(value, planned)) {
      findings.push(lost(path.join('.'), foundation.version));
      return whole;
    }
    return withReasons(whole, path, planned);
  }, manifest);
}

function holds(value: YamlValue | undefined, planned: PlannedValue): boolean {
  const wanted = plain(planned);
  if (!Array.isArray(wanted)) return value === wanted;
  return Array.isArray(value) && wanted.every((entry) => value.includes(entry));
}

function lost(path: string, version: string): Finding {
  return {
    code: 'tool-failed',
    severity: 'error',
    message: `the manifest that diego-release's generator made has no wiring at ${path}`,
    hint: `v${version} should have it there: is the checkout unchanged? git -C DIR status says`,
  };
}

/** The value at `path` with the reasons of what is planned there; what else it has stays. */
function withReasons(tree: PlannedMap, path: readonly string[], planned: PlannedValue): PlannedMap {
  const [step = '', ...rest] = path;
  const here = tree[step] as PlannedValue;
  if (rest.length > 0) return { ...tree, [step]: withReasons(here as PlannedMap, rest, planned) };
  if (!Array.isArray(planned) || !Array.isArray(here)) return { ...tree, [step]: planned };
  const reasons = new Map(planned.map((entry) => [plain(entry), entry]));
  return { ...tree, [step]: here.map((entry) => reasons.get(plain(entry)) ?? noted(plain(entry), undefined)) };
}
