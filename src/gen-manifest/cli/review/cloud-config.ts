/** The cloud config that a review shows: what registry and cache need of the director's. */
import { type Finding, hasErrors } from '../../errors.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { plain } from '../../plan/planned.js';
import type { Subject } from '../../plan/review/subject.js';
import type { Loaded } from '../../settings/load.js';
import { isMap } from '../../yaml-value.js';
import type { Prepared } from '../prepare.js';
import type { Artifact } from './artifacts.js';

/** Where deployments have one; a note where it cannot be made, since the review does not need it. */
export async function cloudConfigArtifact(
  { deployment, loaded }: Prepared,
  release: ReleaseDeployment,
  findings: Finding[],
): Promise<Artifact[]> {
  if (deployment.foundation.name !== 'cf-deployment') return [];
  const { plannedCloudConfig } = await import('../documents/cloud-config.js');
  const found: Finding[] = [];
  const planned = await plannedCloudConfig(loaded, release, found);
  // Sizes are read from the director's own whether or not an environment is named.
  const unnamed = loaded.settings.own('env') === undefined;
  findings.push(...(loaded.cloudConfig && !unnamed ? found : found.map(noteOf)));
  if (!planned || hasErrors(found) || planned.forBase?.missing.length === 0) return [];
  return [
    {
      name: 'cloud-config.yml',
      description: planned.forBase
        ? "What the director's cloud config lacks for registry and cache, as a config of its own name."
        : "A whole cloud config: --cloud-config with the director's own shows what that lacks.",
      command: planned.forBase
        ? 'bosh update-config --type cloud --name diego-docker cloud-config.yml'
        : 'bosh update-cloud-config cloud-config.yml',
      by: 'cloud-config',
      more: loaded.cloudConfig ? ['--base', loaded.cloudConfig.file] : [],
      document: planned.document,
    },
  ];
}

/** What there is to look sizes up in: the director's own, and what was made. */
export function knownCloudConfigs({ cloudConfig }: Loaded, [artifact]: readonly Artifact[]): Subject['cloudConfigs'] {
  const own = cloudConfig && isMap(cloudConfig.value) ? cloudConfig.value : undefined;
  const made = artifact && plain(artifact.document.value);
  return {
    own: own && { value: own, name: cloudConfig?.file ?? '' },
    made: isMap(made) ? { value: made, name: `the ${artifact?.name} that this review makes` } : undefined,
  };
}

/** Without the director's own and its environment, nothing is known to be wrong with what is deployed. */
function noteOf(finding: Finding): Finding {
  if (finding.severity !== 'error') return finding;
  return { ...finding, severity: 'note', message: `cloud-config.yml is left out: ${finding.message}` };
}
