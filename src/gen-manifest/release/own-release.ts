/** Finds the release that this program belongs to: its jobs lie in the same checkout, built or not. */
import { existsSync } from 'node:fs';
import { load } from 'js-yaml';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobSource } from '../erb/job.js';
import { isMap, type YamlMap, type YamlValue } from '../yaml-value.js';
import { openRelease, type ReleaseFiles } from './release-files.js';

/** The release in the nearest folder above this file that has one; undefined where the program was taken out of it. */
export async function ownRelease(): Promise<ReleaseFiles | undefined> {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'config', 'final.yml'))) {
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  const release = await openRelease(folder);
  return { ...release, job: async (name) => bare(await release.job(name)) };
}

/**
 * A job with what its templates need and no more. Its schema is the one that settings have been checked by, and takes
 * longer to compile than all templates to render; so does the prose of its spec, which Ruby would parse.
 */
function bare({ name, spec, templates, monit }: JobSource): JobSource {
  const declared = load(spec) as YamlMap;
  const declaration = { ...declared, description: null, properties: withoutProse(declared['properties']) };
  return {
    name,
    spec: JSON.stringify(declaration),
    declaration,
    templates,
    ...(monit !== undefined && { monit }),
  };
}

/** The properties with their defaults alone. */
function withoutProse(properties: YamlValue | undefined): YamlMap {
  const entries = Object.entries(isMap(properties) ? properties : {});
  return Object.fromEntries(
    entries.map(([name, each]): [string, YamlMap] => [
      name,
      isMap(each) && each['default'] !== undefined ? { default: each['default'] } : {},
    ]),
  );
}
