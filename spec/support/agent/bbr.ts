/** Backup and restore, as the `bbr` of cloudfoundry-incubator/bosh-backup-and-restore does for one instance. */
import { copyFileSync, openSync } from 'node:fs';
import type { Machine } from './machine/machine.js';

/** orchestrator/deployment.go, ArtifactDirectory; a job's folder in it is named like the job. */
const artifacts = '/var/vcap/store/bbr-backup';

/** What happens at the end of each step, so that specs can look at the registry meanwhile. */
export type Step = 'pre-backup-lock' | 'backup' | 'post-backup-unlock' | 'pre-restore-lock' | 'restore';

async function script(machine: Machine, job: string, name: string, env: Record<string, string> = {}): Promise<void> {
  const path = `/var/vcap/jobs/${job}/bin/bbr/${name}`;
  const run = 'if [ -e "$0" ]; then exec "$0"; fi';
  await machine.run(['sh', '-c', run, path], { env, timeoutMs: 300_000 });
}

function artifactVariables(job: string): Record<string, string> {
  const folder = `${artifacts}/${job}/`;
  return { ARTIFACT_DIRECTORY: folder, BBR_ARTIFACT_DIRECTORY: folder, BBR_VERSION: '1.9.0' };
}

/** Backs a job up into the file `archive`, outside of the machine. */
export async function backup(
  machine: Machine,
  job: string,
  archive: string,
  after: (step: Step) => Promise<void> = async () => undefined,
): Promise<void> {
  await script(machine, job, 'pre-backup-lock');
  await after('pre-backup-lock');
  await machine.run(['mkdir', '-p', `${artifacts}/${job}`]);
  try {
    await script(machine, job, 'backup', artifactVariables(job));
    await after('backup');
  } finally {
    await script(machine, job, 'post-backup-unlock', { BBR_AFTER_BACKUP_SCRIPTS_SUCCESSFUL: 'true' });
  }
  const packed = '/var/vcap/data/tmp/bbr-backup.tar';
  await machine.run(['tar', '-C', `${artifacts}/${job}`, '-cf', packed, '.']);
  copyFileSync(machine.outside(packed), archive);
  await machine.run(['rm', '-rf', artifacts, packed]);
}

/** Restores a job from what `backup` has written. */
export async function restore(
  machine: Machine,
  job: string,
  archive: string,
  after: (step: Step) => Promise<void> = async () => undefined,
): Promise<void> {
  await machine.run(['mkdir', '-p', `${artifacts}/${job}`]);
  await machine.run(['tar', '-C', `${artifacts}/${job}`, '-xf', '-'], { stdin: openSync(archive, 'r') });
  await script(machine, job, 'pre-restore-lock');
  await after('pre-restore-lock');
  try {
    await script(machine, job, 'restore', artifactVariables(job));
    await after('restore');
  } finally {
    await script(machine, job, 'post-restore-unlock');
  }
  await machine.run(['rm', '-rf', artifacts]);
}
