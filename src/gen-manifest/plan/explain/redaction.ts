/** The manifest with everything secret in it replaced, so that any part of it can be shown. */
import type { DiegoEnvironmentName } from '../../environments/table.js';
import { isVariable, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { traceAll } from './destinations.js';
import { valueAt } from './document-path.js';
import { describedSource } from './source-meaning.js';

/** What stands in place of a secret. */
export const notShown = '(secret)';

/** A copy of the manifest in which no value of a secret setting or of a secret of CF is left. */
export async function withoutSecrets(manifest: YamlMap, environment: DiegoEnvironmentName): Promise<YamlMap> {
  const shown = structuredClone(manifest);
  for (const { source, destinations } of await traceAll(environment)) {
    if (!describedSource(source, destinations).secret) continue;
    for (const { document, path } of destinations) if (document === 'manifest') redact(shown, path);
  }
  return shown;
}

/** True for a value that a secret could be: a variable, null and the empty string hold none. */
export function holdsSecret(value: YamlValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !isVariable(value);
}

function redact(manifest: YamlMap, path: readonly string[]): void {
  const parent = valueAt(manifest, path.slice(0, -1));
  const key = path.at(-1) as string;
  if (typeof parent !== 'object' || parent === null || Array.isArray(parent)) return;
  if (holdsSecret(parent[key])) parent[key] = notShown;
}
