/**
 * The deployment of this release as a BOSH v2 manifest, for the directors of cf-deployment.
 *
 * Sources: bosh.io, "Manifest v2 Schema", "Links", "DNS Aliases"; cloudfoundry/bosh v283.1.6,
 * bosh-director/lib/bosh/director/links/link_providers_parser.rb.
 */
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { noted, type PlannedDocument, type PlannedMap } from '../planned.js';
import { instanceGroups, usesBpm } from './instance-groups.js';
import { releaseName } from './release-name.js';
import { withVariables } from './variables.js';

/** Plans the whole manifest; `foundation` is named in its header. */
export function planV2Manifest(release: ReleaseDeployment, foundation: string): PlannedDocument {
  const { reasonOf, stemcell } = release;
  const withBpm = [release.registry, release.cache].some((service) => service && usesBpm(service));
  const value: PlannedMap = {
    name: releaseName,
    releases: [
      { name: releaseName, version: noted(release.releaseVersion, reasonOf('bosh.release_version')) },
      ...(withBpm ? [{ name: 'bpm', version: noted(release.bpmVersion, reasonOf('bosh.bpm_version')) }] : []),
    ],
    stemcells: [
      {
        alias: 'default',
        os: noted(stemcell.os, reasonOf('bosh.stemcell')),
        version: noted(stemcell.version, reasonOf('bosh.stemcell_version')),
      },
    ],
    update: {
      canaries: 1,
      max_in_flight: 1,
      serial: false,
      canary_watch_time: '10000-600000',
      update_watch_time: '10000-600000',
    },
    instance_groups: instanceGroups(release),
  };
  return { header: header(foundation), value: withVariables(value, release) };
}

function header(foundation: string): string[] {
  return [
    `Private Docker registry and Docker cache: BOSH deployment manifest of the release ${releaseName}, for ${foundation}.`,
    'Complete: nothing has to be merged with it. BOSH makes the certificates and passwords below variables;',
    'every other ((variable)) must be given when it is deployed. The director needs this release, bpm-release and',
    'the stemcell, and a cloud config with the zones, network, VM type and disk type that are named here.',
  ];
}
