/**
 * The deployment of this release as a BOSH v1 manifest, for the directors of Diego's own manifest.
 *
 * Source: cloudfoundry-incubator/diego-docker-cache-release 0.1021.0, manifest-generation/docker-cache.yml, which
 * deployed the cache of that time: a network of its own, consul_agent of cf-release beside the registry.
 */
import { dockerNetwork } from '../../foundations/topology.js';
import type { DockerIaas } from '../../environments/environment.js';
import { foundationText } from '../../foundations/foundation.js';
import type { Deployment } from '../../model/deployment.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import { Noted } from '../../model/reason.js';
import { isMap, type YamlValue } from '../../yaml-value.js';
import { consulProperties } from '../consul-properties.js';
import { joined } from '../diego/joined.js';
import { noted, type PlannedDocument, type PlannedMap, type PlannedValue } from '../planned.js';
import { releaseName } from './release-name.js';
import { diskPool, jobs, resourcePool } from './v1-jobs.js';
import { withVariables } from './variables.js';

/** Plans the whole manifest; `release.iaas` must be resolved. */
export function planV1Manifest(deployment: Deployment, release: ReleaseDeployment): PlannedDocument {
  const iaas = release.iaas as DockerIaas<YamlValue | Noted>;
  const withConsul = release.cache !== undefined && release.facts.filledByDiego;
  const value: PlannedMap = {
    name: joined(deployment.cf('deployment_name'), `-${releaseName}`),
    director_uuid: deployment.cf('director_uuid'),
    releases: [
      { name: releaseName, version: noted(release.releaseVersion, release.reasonOf('bosh.release_version')) },
      ...(withConsul ? [deployment.cf('release')] : []),
    ],
    compilation: {
      workers: 1,
      network: dockerNetwork,
      reuse_compilation_vms: true,
      cloud_properties: iaas.compilationCloudProperties,
    },
    update: {
      canaries: 1,
      canary_watch_time: '10000-600000',
      update_watch_time: '10000-600000',
      max_in_flight: 1,
      serial: false,
    },
    networks: [{ name: dockerNetwork, type: 'manual', subnets: withStatic(iaas.subnets, release) }],
    disk_pools: [{ name: diskPool, disk_size: iaas.disks.size, cloud_properties: iaas.disks.cloudProperties }],
    resource_pools: [
      {
        name: resourcePool,
        network: dockerNetwork,
        stemcell: { ...iaas.stemcell },
        cloud_properties: iaas.poolCloudProperties,
      },
    ],
    jobs: jobs(deployment, release),
    properties: withConsul ? { consul: consulProperties(deployment) } : {},
  };
  return { header: header(deployment), value: withVariables(value, release) };
}

/** A director gives a static address only where the subnet has it among its static ones: with one subnet it is there. */
function withStatic(subnets: YamlValue | Noted, { registry, cache }: ReleaseDeployment): PlannedValue {
  const [subnet, ...others] = Array.isArray(subnets) ? subnets : [];
  const addresses = [registry, cache].flatMap((service) => service?.staticIps ?? []);
  if (!isMap(subnet) || others.length > 0 || addresses.length === 0) return subnets;
  const given = subnet['static'];
  if (!Array.isArray(given) || given.length > 0) return subnets;
  const text = 'The addresses of the jobs below; iaas.<env>.networks.docker.static names more';
  return [{ ...subnet, static: new Noted(addresses, { text }) }];
}

function header({ foundation }: Deployment): string[] {
  const beside = foundation.cfRelease === undefined ? '' : ` beside cf-release ${foundation.cfRelease}`;
  return [
    `Private Docker registry and Docker cache: BOSH v1 manifest of the release ${releaseName}, for ${foundationText(foundation)}${beside}.`,
    'Complete: nothing has to be merged with it. Directors of that time fill no variables, the bosh CLI of today does,',
    'and makes certificates and passwords: bosh int diego-docker.yml --vars-store creds.yml -l vars.yml --var-errs',
    'Where the director is older than sha256 digests, upload the release as bosh sha1ify-release makes it.',
  ];
}
