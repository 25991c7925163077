/** Takes out of a job's properties what must not be shown: by its name, and by the marks of the job's schema. */
import type { Step } from '../../errors.js';
import { redacted } from '../../secrets/redacted.js';
import { secretsIn } from './secrets.js';
import type { YamlMap, YamlValue } from '../../yaml-value.js';

/** Secrets go before the templates run: what a template makes of one, in base64 say, no one could find. */
export function withoutSecrets(properties: YamlMap, schema: YamlMap | undefined): YamlMap {
  const shown = structuredClone(redacted(properties)) as Part;
  for (const { path, value } of secretsIn(schema ?? {}, shown)) {
    const parent = path.slice(0, -1).reduce((here, step) => here[step] as Part, shown);
    parent[path.at(-1) as Step] = redacted(value, ['secret']);
  }
  return shown;
}

/** A map or a list, which a step leads into. */
type Part = Record<Step, YamlValue> & YamlMap;
