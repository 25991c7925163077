/** The deployment manifest of this release, in the form that the directors of a foundation take. */
import { foundationText } from '../../foundations/foundation.js';
import type { Deployment } from '../../model/deployment.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import type { PlannedDocument } from '../planned.js';
import { planV1Manifest } from './v1-manifest.js';
import { planV2Manifest } from './v2-manifest.js';

/** Plans the whole manifest; where it is a v1 manifest, `release.iaas` must be resolved. */
export function planRegistryManifest(deployment: Deployment, release: ReleaseDeployment): PlannedDocument {
  return release.facts.manifest === 'v1'
    ? planV1Manifest(deployment, release)
    : planV2Manifest(release, foundationText(deployment.foundation));
}
