/** A release tarball, unpacked: its jobs, and its packages in the order in which they must be compiled. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { JobSource } from '../../../src/gen-manifest/erb/job.js';
import { readJob } from '../job-folder.js';
import { command } from './command.js';

/** A package of a release. */
export interface ReleasePackage {
  readonly name: string;
  /** Its version, which BOSH calls fingerprint. */
  readonly version: string;
  readonly dependencies: readonly string[];
  /** The archive with `packaging` and the package's files. */
  readonly archive: string;
}

/** A job of a release. */
export interface ReleaseJob {
  readonly source: JobSource;
  readonly version: string;
  /** Names of the packages that it needs. */
  readonly packages: readonly string[];
}

/** A release. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly jobs: ReadonlyMap<string, ReleaseJob>;
  /** Every package behind those that it depends on. */
  readonly packages: readonly ReleasePackage[];
  /** Where compiled packages are kept, for as long as this process runs. */
  readonly compiled: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly jobs: readonly { readonly name: string; readonly version: string; readonly packages?: string[] }[];
  readonly packages: readonly { readonly name: string; readonly version: string; readonly dependencies?: string[] }[];
}

const folders: string[] = [];

/** Unpacks a tarball of `bosh create-release --tarball` into a temporary folder. */
export async function openRelease(tarball: string): Promise<Release> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  folders.push(folder);
  await command(['tar', '-xzf', tarball, '-C', folder]);
  const manifest = load(readFileSync(join(folder, 'release.MF'), 'utf8')) as Manifest;
  const jobs = new Map<string, ReleaseJob>();
  for (const { name, version, packages = [] } of manifest.jobs) {
    const target = join(folder, 'jobs', name);
    mkdirSync(target, { recursive: true });
    await command(['tar', '-xzf', `${target}.tgz`, '-C', target]);
    jobs.set(name, { source: readJob(name, target, 'job.MF'), version, packages });
  }
  const packages = manifest.packages.map(({ name, version, dependencies = [] }) => {
    return { name, version, dependencies, archive: join(folder, 'packages', `${name}.tgz`) };
  });
  const compiled = join(folder, 'compiled');
  mkdirSync(compiled);
  return { name: manifest.name, version: String(manifest.version), jobs, packages: ordered(packages), compiled };
}

/** Dependencies first. */
function ordered(packages: readonly ReleasePackage[]): ReleasePackage[] {
  const done: ReleasePackage[] = [];
  const visit = (name: string): void => {
    if (done.some((one) => one.name === name)) return;
    const found = packages.find((one) => one.name === name);
    if (!found) throw new Error(`the release has no package ${name}`);
    found.dependencies.forEach(visit);
    done.push(found);
  };
  packages.forEach(({ name }) => visit(name));
  return done;
}

/** Removes what was unpacked. */
export function closeReleases(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
