/**
 * Reads jobs from any BOSH release: a release's folder as its author has it, or a release tarball, also one that
 * has been unpacked.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import type { JobSource } from '../erb/job.js';
import { GenManifestError } from '../errors.js';
import { isMap, scalarText, type YamlMap } from '../yaml-value.js';
import { filesInFolder } from './folder-files.js';

/** A release whose jobs can be read. */
export interface ReleaseFiles {
  readonly name: string;
  readonly version: string;
  /** The folder or tarball, as it was given. */
  readonly path: string;
  readonly jobNames: readonly string[];
  /** Reads one of `jobNames`. */
  job(name: string): Promise<JobSource>;
}

/** Opens the release at `path`; throws a finding where there is none. */
export async function openRelease(path: string): Promise<ReleaseFiles> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw refused(path, 'there is no such file or folder');
  if (!stat.isDirectory()) return packed(path, await tarball(path));
  if (existsSync(join(path, 'release.MF'))) return packed(path, filesInFolder(path, ['release.MF', 'jobs']));
  if (existsSync(join(path, 'config', 'final.yml'))) return authored(path);
  throw refused(path, 'this is no BOSH release: it has neither config/final.yml nor release.MF');
}

async function tarball(path: string): Promise<ReadonlyMap<string, Buffer>> {
  try {
    const { filesInTarball } = await import('./tarball-files.js');
    return await filesInTarball(path, (name) => name === 'release.MF' || /^jobs\/[^/]+\.tgz$/.test(name));
  } catch (error) {
    throw refused(path, `this is no release tarball (${(error as Error).message})`);
  }
}

/** release.MF and jobs/<name>.tgz, each with job.MF, monit and templates/: bosh-cli, release/manifest. */
function packed(path: string, files: ReadonlyMap<string, Buffer>): ReleaseFiles {
  const manifest = mapIn(files.get('release.MF'), `${path}: release.MF`);
  return {
    name: scalarText(manifest['name']),
    version: scalarText(manifest['version']),
    path,
    jobNames: [...files.keys()].flatMap((name) => /^jobs\/(.+)\.tgz$/.exec(name)?.[1] ?? []).sort(),
    job: async (name) => {
      const { filesInTarball } = await import('./tarball-files.js');
      const archive = files.get(`jobs/${name}.tgz`) as Buffer;
      return jobSource(name, await filesInTarball(archive, () => true), 'job.MF');
    },
  };
}

/** A release as its author has it: jobs/<name>/ with spec, monit and templates/. */
function authored(path: string): ReleaseFiles {
  const config = mapIn(readFileSync(join(path, 'config', 'final.yml')), `${path}/config/final.yml`);
  const jobs = join(path, 'jobs');
  const folders = existsSync(jobs) ? readdirSync(jobs).filter((name) => existsSync(join(jobs, name, 'spec'))) : [];
  return {
    name: scalarText(config['name'] ?? config['final_name']) || basename(path),
    version: 'dev',
    path,
    jobNames: folders.sort(),
    job: (name) => Promise.resolve(jobSource(name, filesInFolder(join(jobs, name), ['']), 'spec')),
  };
}

/** A job by the files in its folder; the one that declares it is `spec`, or `job.MF` in a release tarball. */
export function jobSource(name: string, files: ReadonlyMap<string, Buffer>, declaration: 'spec' | 'job.MF'): JobSource {
  const text = (path: string): string | undefined => files.get(path)?.toString('utf8');
  const monit = text('monit');
  const schema = text('properties_schema.json');
  const templates = [...files].filter(([path]) => path.startsWith('templates/'));
  return {
    name,
    spec: text(declaration) ?? '',
    templates: new Map(templates.map(([path, bytes]) => [path.slice('templates/'.length), bytes.toString('utf8')])),
    ...(monit !== undefined && { monit }),
    ...(schema !== undefined && { propertiesSchema: JSON.parse(schema) as YamlMap }),
  };
}

function mapIn(bytes: Buffer | undefined, what: string): YamlMap {
  const value = bytes && (load(bytes.toString('utf8')) as YamlMap);
  if (!isMap(value)) throw refused(what, 'it is missing, or not a YAML map');
  return value;
}

function refused(path: string, why: string): GenManifestError {
  const hint = "give a release's folder, or the tarball that bosh create-release or bosh.io made";
  return new GenManifestError([
    { code: 'file-unreadable', severity: 'error', message: why, hint, place: { file: path } },
  ]);
}
