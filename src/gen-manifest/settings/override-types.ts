/**
 * Warns of property overrides of the wrong kind in a stub: upstream's generator passes any scalar through, and
 * the job stops on it, or takes it for something else, when it is deployed.
 */
import type { Finding, Place, Step } from '../errors.js';
import type { Declaration } from '../foundations/declaration.js';
import { propertyOverrides } from '../foundations/property-overrides.js';
import { find, isVariable, type YamlValue } from '../yaml-value.js';

/** Warnings for values that no job can take as they are declared; lists and maps are the schema's to check. */
export async function overrideTypes(tree: YamlValue, place: (path: readonly Step[]) => Place): Promise<Finding[]> {
  const wrong = Object.entries<Declaration>(propertyOverrides).flatMap(([path, declaration]) => {
    const value = find(tree, path.split('.'));
    return value === undefined || fits(value, declaration) ? [] : [{ path, declaration, value }];
  });
  if (wrong.length === 0) return [];
  // Loaded only here: words for messages are no part of most runs.
  const { allowed } = await import('./schema-findings.js');
  const { shown } = await import('./shown.js');
  return wrong.map(({ path, declaration, value }) => ({
    code: 'wrong-type',
    severity: 'warning',
    message: `${path} is ${shown(value, declaration['x-secret'] === true)}, it takes ${allowed(declaration)}`,
    hint: `${declaration.description}; upstream passes it on as it is`,
    place: place(path.split('.')),
  }));
}

function fits(value: YamlValue, { type }: Declaration): boolean {
  if (value === null || typeof value === 'object' || isVariable(value)) return true;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      // Spiff v1.0.8 reads 08, 0o17 and 1e3 as numbers, YAML 1.1 as text.
      return typeof value === 'bigint' || /^[-+]?(?:0|[1-9]\d*)$/.test(String(value));
    case 'number':
      return typeof value === 'bigint' || typeof value === 'number' || /^[-+]?\d+(\.\d+)?$/.test(String(value));
    default:
      return true;
  }
}
