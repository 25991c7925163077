/** A checkout of diego-release, and which version it is: told by its tags in git, else by its newest final release. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import gt from 'semver/functions/gt.js';
import rsort from 'semver/functions/rsort.js';
import type { Finding } from '../errors.js';
import { diegoReleaseVersions } from '../foundations/released/diego-release.js';

/** A folder that has a generator of its own. */
export interface DiegoCheckout {
  readonly folder: string;
  /** Undefined where neither git nor a release tells it. */
  readonly version: string | undefined;
}

/** The generator within a checkout. */
export const generatorScript = 'scripts/generate-deployment-manifest';

/** The checkout, or a finding for a folder that is none with a generator. */
export async function readCheckout(folder: string, findings: Finding[]): Promise<DiegoCheckout | undefined> {
  const version = (await tagged(folder)) ?? newestRelease(folder);
  if (existsSync(join(folder, generatorScript))) return { folder, version };
  findings.push(noGenerator(folder, version));
  return undefined;
}

/** Where the checked-out commit has the tag of a release. Tags of 0.x exist twice, with and without the v. */
async function tagged(folder: string): Promise<string | undefined> {
  // Named so, git cannot take a repository around the folder for that of the folder.
  const args = [`--git-dir=${join(folder, '.git')}`, 'tag', '--points-at', 'HEAD'];
  const tags = await new Promise<string>((resolve) => {
    execFile('git', args, { timeout: 10_000 }, (error, stdout) => resolve(error ? '' : stdout));
  });
  return newest(tags.split('\n').map((tag) => tag.replace(/^v/, '')));
}

/** The final releases that a checkout lists. Each tag lists its own, but for v0.1132.0 and v0.1166.0. */
function newestRelease(folder: string): string | undefined {
  const releases = join(folder, 'releases');
  const nested = join(releases, 'diego');
  const names = [releases, nested].flatMap((each) => (existsSync(each) ? readdirSync(each) : []));
  return newest(names.flatMap((name) => /^diego-(\d.*)\.yml$/.exec(name)?.[1] ?? []));
}

/** The newest of the texts that are versions; tags of 0.x name no patch version. */
function newest(texts: readonly string[]): string | undefined {
  const versions = texts.flatMap((text) => {
    const [, major, minor = '0', patch = '0'] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text) ?? [];
    return major === undefined ? [] : [`${major}.${minor}.${patch}`];
  });
  return rsort(versions)[0];
}

function noGenerator(folder: string, version: string | undefined): Finding {
  const last = rsort([...diegoReleaseVersions])[0] as string;
  const newer = version !== undefined && gt(version, last);
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: newer
      ? `${folder} is diego-release ${version}, which has no generator: v${last} is the last one that has`
      : `${folder} has no ${generatorScript}`,
    hint: newer
      ? 'cf-deployment deploys it: gen-manifest ops --foundation cf-deployment@58.0.0 wires that'
      : 'name a checkout of cloudfoundry/diego-release, v0.1072.0 to v1.35.0',
  };
}
