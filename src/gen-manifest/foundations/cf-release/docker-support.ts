/**
 * What lets apps be Docker images at all: a property, and from v213 on the feature flag diego_docker.
 *
 * Source: cf-release v182 to v213, jobs/cloud_controller_ng/spec (cc.diego_docker, false by default).
 */
import type { VersionRow } from '../version-rows.js';

export const dockerProperty: readonly VersionRow<string>[] = [{ range: '182 - 212', fact: 'cc.diego_docker' }];
