/** Reads jobs from a release's folder, as its author has them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { JobSource } from '../../src/gen-manifest/erb/job.js';
import type { YamlMap } from '../../src/gen-manifest/yaml-value.js';

/** The names of the jobs below `release`/jobs. */
export function jobNames(release: string): string[] {
  return readdirSync(join(release, 'jobs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(release, 'jobs', entry.name, 'spec')))
    .map((entry) => entry.name);
}

/** The job `name` of the release in the folder `release`. */
export function jobSource(release: string, name: string): JobSource {
  return readJob(name, join(release, 'jobs', name), 'spec');
}

/** A job in a folder of its own; the file that declares it is `spec`, or `job.MF` in a release tarball. */
export function readJob(name: string, folder: string, declaration: 'spec' | 'job.MF'): JobSource {
  const text = (path: string): string | undefined =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined;
  const monit = text('monit');
  const schema = text('properties_schema.json');
  return {
    name,
    spec: text(declaration) ?? '',
    templates: new Map(templates(join(folder, 'templates'))),
    ...(monit !== undefined && { monit }),
    ...(schema !== undefined && { propertiesSchema: JSON.parse(schema) as YamlMap }),
  };
}

function templates(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
}
