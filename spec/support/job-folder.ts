/** Reads jobs from a release's folder, as its author has them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JobSource } from '../../src/gen-manifest/erb/job.js';
import { filesInFolder } from '../../src/gen-manifest/release/folder-files.js';
import { jobSource as jobOf } from '../../src/gen-manifest/release/release-files.js';

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
  return jobOf(name, filesInFolder(folder, ['']), declaration);
}
