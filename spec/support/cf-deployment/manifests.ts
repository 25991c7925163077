/**
 * cf-deployment.yml of released versions: those of the reference data beside the repository and, where
 * CF_DEPLOYMENT_DIR names a clone of cloudfoundry/cf-deployment, those of all its tags that are YAML.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One released cf-deployment.yml. */
export interface Released {
  /** Without the v of its tag. */
  readonly version: string;
  readonly text: string;
}

const folder = fileURLToPath(new URL('../../../../shared/reference/cf-deployment/', import.meta.url));
/** Aliases stand before their anchors in these. */
const noYaml = ['0.0.2', '0.1.0', '0.2.0', '0.2.1'];

/** The manifests that this machine has; none where it has neither of the two. */
export function releasedManifests(): Released[] {
  const clone = process.env['CF_DEPLOYMENT_DIR'];
  return clone === undefined ? ofReference() : ofClone(clone);
}

function ofReference(): Released[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const version = /^v(\d+\.\d+\.\d+)\.yml$/.exec(name)?.[1];
    return version === undefined ? [] : [{ version, text: readFileSync(`${folder}${name}`, 'utf8') }];
  });
}

function ofClone(clone: string): Released[] {
  const git = (...argv: readonly string[]): string =>
    spawnSync('git', ['-C', clone, ...argv], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }).stdout;
  return git('tag', '--list', 'v*', '--sort=version:refname')
    .trim()
    .split('\n')
    .map((tag) => tag.slice(1))
    .filter((version) => !noYaml.includes(version))
    .map((version) => ({ version, text: git('show', `v${version}:cf-deployment.yml`) }));
}
