/** What is deployed, as `bosh manifest` prints it: which deployment a manifest is of, its content tells. */
import type { Finding } from '../../errors.js';
import { cells } from '../../foundations/cf-deployment/job-property.js';
import { groupsOf, jobsOf, mapsIn } from '../../plan/review/changes/manifest.js';
import { releaseName } from '../../plan/registry/release-name.js';
import { readManifest, type YamlSource } from '../../settings/yaml-source.js';
import { isMap, type YamlMap } from '../../yaml-value.js';

/** The deployments that a review compares. */
export type DeploymentKind = 'cells' | 'registry';

/** The manifests that are deployed, as far as they are given. */
export type Against = Readonly<Partial<Record<DeploymentKind, YamlSource>>>;

/** Reads the files; a finding for each that is no manifest of a deployment that is reviewed, or is given twice. */
export async function readAgainst(files: readonly string[], findings: Finding[]): Promise<Against> {
  const found: Partial<Record<DeploymentKind, YamlSource>> = {};
  for (const file of files) {
    const source = await readManifest(file, findings);
    if (!source) continue;
    const kind = isMap(source.value) ? kindOf(source.value) : undefined;
    if (kind === undefined) findings.push(noneOfBoth(file));
    else if (found[kind]) findings.push(twice(file, found[kind].file, kind));
    else found[kind] = source;
  }
  return found;
}

/** Cells are where garden runs, or the rep; registry and cache are jobs of this release. */
function kindOf(manifest: YamlMap): DeploymentKind | undefined {
  const groups = [...groupsOf(manifest).values()];
  const jobs = groups.flatMap(jobsOf);
  if (groups.some(({ name }) => name === cells) || jobs.some(({ name }) => name === 'rep')) return 'cells';
  const own = [...mapsIn(manifest['releases']).map(({ name }) => name), ...jobs.map(({ release }) => release)];
  return own.includes(releaseName) ? 'registry' : undefined;
}

function noneOfBoth(file: string): Finding {
  return {
    code: 'not-allowed',
    severity: 'error',
    message: `this is neither the manifest of a deployment with Diego's cells nor one of the release ${releaseName}`,
    hint: `bosh manifest -d cf > deployed.yml, and bosh manifest -d ${releaseName} > deployed-registry.yml`,
    place: { file },
  };
}

function twice(file: string, other: string, kind: DeploymentKind): Finding {
  const what = kind === 'cells' ? "Diego's cells" : 'registry and cache';
  return {
    code: 'usage',
    severity: 'error',
    message: `this is the manifest of the deployment with ${what}, and so is ${other}`,
    hint: 'give the one that is deployed',
    place: { file },
  };
}
