/** What every spec that runs the release's jobs needs: machines, the release's tarball, and a CA for its certificates. */
import type { Context } from 'mocha';
import { needMachines } from '../agent/privileges.js';
import { openRelease, type Release } from '../agent/release.js';
import { needProgram, needTarball } from '../agent/tools.js';
import type { TemporaryFiles } from '../temporary-files.js';
import { type Authority, makeAuthority } from './certificates.js';

/** The release and a CA in the folder of `files`; skips the suite, visibly, where the machine lacks something. */
export async function runnableRelease(
  test: Context,
  files: TemporaryFiles,
): Promise<{ readonly release: Release; readonly authority: Authority }> {
  needMachines(test);
  needProgram(test, 'openssl', 'install the package openssl');
  return { release: await openRelease(needTarball(test)), authority: await makeAuthority(files.folder) };
}
