/** The jobs of a v1 manifest: registry, cache, and the errands, each on a VM of its own. */
import { dockerNetwork } from '../../foundations/topology.js';
import type { Deployment } from '../../model/deployment.js';
import type { Errand, ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { Noted } from '../../model/reason.js';
import { noted, type PlannedMap } from '../planned.js';
import { cacheProperties } from './cache-properties.js';
import { errandProperties } from './errand-properties.js';
import { networkOf } from './network.js';
import { registryProperties } from './registry-properties.js';
import { releaseName } from './release-name.js';

/** Name of the resource pool. */
export const resourcePool = 'docker';
/** Name of the disk pool. */
export const diskPool = 'docker_disks';

/** All jobs, in the order in which BOSH updates them. */
export function jobs(deployment: Deployment, release: ReleaseDeployment): PlannedMap[] {
  const { registry, cache, errands } = release;
  return [
    ...(registry ? [registryJob(registry, release)] : []),
    ...(cache ? [cacheJob(cache, deployment, release)] : []),
    ...errands.map((errand) => errandJob(errand, release)),
  ];
}

function registryJob(registry: Service, release: ReleaseDeployment): PlannedMap {
  return serviceJob(registry, release, {
    templates: [template(registry)],
    properties: registryProperties(registry, release),
  });
}

/** The cache that Diego fills is known to it by consul; another has an address of its own. */
function cacheJob(cache: Service, deployment: Deployment, release: ReleaseDeployment): PlannedMap {
  const properties = cacheProperties(cache, release, deployment.iaas);
  if (!release.facts.filledByDiego) return serviceJob(cache, release, { templates: [template(cache)], properties });
  return serviceJob(cache, release, {
    templates: [{ name: 'consul_agent', release: 'cf' }, template(cache)],
    properties: { consul: { agent: { services: { 'docker-registry': { check: check(cache) } } } }, ...properties },
  });
}

/** What is the same of both. */
function serviceJob(
  service: Service,
  release: ReleaseDeployment,
  { templates, properties }: { templates: PlannedMap[]; properties: PlannedMap },
): PlannedMap {
  const { part, group, instances } = service;
  return {
    name: group,
    templates,
    instances: noted(instances, release.reasonOf(`${part}.instances`)),
    persistent_disk_pool: diskPool,
    resource_pool: resourcePool,
    networks: [networkOf(service, dockerNetwork, release)],
    update: { serial: false, max_in_flight: 1 },
    properties,
  };
}

/**
 * A job of this release with names for its links: two jobs of one kind would else be taken for each other. Directors
 * read both keys from v260 at the latest (deployment_plan/instance_group_spec_parser.rb of cloudfoundry/bosh).
 */
function template({ part, job }: Service): PlannedMap {
  if (job === 'docker-cache') return { name: job, release: releaseName };
  const peers = `${part}_peers`;
  return {
    name: job,
    release: releaseName,
    provides: { 'docker-registry': { as: part }, peers: { as: peers } },
    consumes: { peers: { from: peers } },
  };
}

/**
 * Consul's check of the service that Diego's stager looks up. Source: consul-release, src/confab/config/
 * service_definer.go: a check that is given replaces the one that is made of the service's name.
 */
function check({ job }: Service): Noted {
  const text = "Diego's stager asks consul for this service; consul answers while the check succeeds";
  const script = `/var/vcap/jobs/${job}/bin/dns_health_check`;
  return new Noted({ name: 'dns_health_check', script, interval: '3s' }, { text });
}

/** Directors up to v262 run errands only on VMs of their own. With a schedule it runs on and on, and is no errand. */
function errandJob(errand: Errand, release: ReleaseDeployment): PlannedMap {
  const scheduled = errand.given.has('schedule');
  const consumes = { 'docker-registry': 'nil' };
  return {
    name: errand.name,
    templates: [{ name: errand.name, release: releaseName, consumes }],
    ...(!scheduled && { lifecycle: 'errand' }),
    instances: 1,
    resource_pool: resourcePool,
    networks: [{ name: dockerNetwork }],
    properties: errandProperties(errand, release),
  };
}
