/** Documents as a review shows them: whole, with their reasons, and without secrets. */
import { isDeepStrictEqual } from 'node:util';
import { Noted } from '../../model/reason.js';
import { redacted, withoutUserinfo } from '../../secrets/redacted.js';
import { withoutSecrets } from '../../settings/jobs/declared-secrets.js';
import { propertyGroups, type ReleaseJobName } from '../../settings/jobs/groups.js';
import { jobSchemas } from '../../settings/jobs/schemas.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import { plain, type PlannedDocument, type PlannedMap, type PlannedValue } from '../planned.js';
import { releaseName } from '../registry/release-name.js';
import { groupKeys, jobKeys, mapsIn } from './changes/manifest.js';

const ownJobs = new Set<string>(Object.values(propertyGroups).flat());

/** A manifest without secrets: by their names, and in the jobs of this release by the marks of their schemas. */
export function shownManifest(manifest: YamlMap): YamlMap {
  const shown = redacted(manifest) as YamlMap;
  for (const group of groupKeys.flatMap((key) => mapsIn(shown[key]))) {
    for (const job of jobKeys.flatMap((key) => mapsIn(group[key]))) {
      if (job['release'] !== releaseName || !ownJobs.has(scalarText(job['name']))) continue;
      const schema = jobSchemas[job['name'] as ReleaseJobName] as YamlMap;
      for (const owner of [job, group]) hideDeclared(owner, schema);
    }
  }
  return shown;
}

/** The properties of a job stand in itself, or in a v1 manifest in its group. */
function hideDeclared(owner: YamlMap, schema: YamlMap): void {
  const properties = owner['properties'];
  if (isMap(properties)) owner['properties'] = withoutSecrets(properties, schema);
}

/** A planned document without secrets, its reasons kept; `changed` tells whether there were any. */
export function shownDocument({ header, value }: PlannedDocument): {
  readonly document: PlannedDocument;
  readonly changed: boolean;
} {
  const whole = plain(value);
  const shown = isMap(whole) ? shownManifest(whole) : redacted(whole);
  // The header is gen-manifest's own words: of an input there is no more in it than an address or the name of a file.
  const document = { header: header.map(withoutUserinfo), value: withReasons(value, shown) };
  return { document: document as PlannedDocument, changed: !isDeepStrictEqual(whole, shown) };
}

/** `shown`, which has the same shape, with the reasons of `planned`. */
function withReasons(planned: PlannedValue, shown: YamlValue): PlannedValue {
  if (planned instanceof Noted) return new Noted(shown, planned.reason);
  if (Array.isArray(planned))
    return planned.map((item, index) => withReasons(item, (shown as YamlValue[])[index] as YamlValue));
  if (!isMap(planned as YamlValue)) return shown;
  return Object.fromEntries<PlannedValue>(
    Object.entries(planned as PlannedMap).map(([key, child]) => [
      key,
      withReasons(child, (shown as YamlMap)[key] as YamlValue),
    ]),
  );
}
