/** The instance groups of a v2 manifest: registry with its errands, and cache. */
import type { Errand, ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { keepsImages } from '../../model/registry/service.js';
import { Noted } from '../../model/reason.js';
import { noted, type PlannedMap } from '../planned.js';
import { cacheProperties } from './cache-properties.js';
import { errandProperties } from './errand-properties.js';
import { networkOf } from './network.js';
import { registryProperties } from './registry-properties.js';
import { releaseName } from './release-name.js';

/** All groups, the registry first. */
export function instanceGroups(release: ReleaseDeployment): PlannedMap[] {
  const { registry, cache } = release;
  return [
    ...(registry ? [group(registry, registryJobs(registry, release), release)] : []),
    ...(cache ? [group(cache, cacheJobs(cache, release), release)] : []),
  ];
}

function group(service: Service, jobs: PlannedMap[], release: ReleaseDeployment): PlannedMap {
  const { reasonOf } = release;
  return {
    name: service.group,
    azs: noted(release.azs, reasonOf('bosh.azs')),
    instances: noted(service.instances, reasonOf(`${service.part}.instances`)),
    vm_type: noted(release.vmType, reasonOf('bosh.vm_type')),
    ...(keepsImages(service) && {
      persistent_disk_type: noted(release.persistentDiskType, reasonOf('bosh.persistent_disk_type')),
    }),
    stemcell: 'default',
    networks: [networkOf(service, noted(release.network, reasonOf('bosh.network')), release)],
    jobs: [...(usesBpm(service) ? [{ name: 'bpm', release: 'bpm' }] : []), ...jobs],
  };
}

/** Whether the service's jobs run under BPM, and its VM needs the job bpm. */
export function usesBpm({ given }: Service): boolean {
  return given.orDefault('bpm.enabled') !== false;
}

function registryJobs(registry: Service, release: ReleaseDeployment): PlannedMap[] {
  return [
    {
      name: registry.job,
      release: releaseName,
      ...provides(registry),
      properties: registryProperties(registry, release),
    },
    ...release.errands.map((errand) => errandJob(errand, release)),
  ];
}

/** Every errand finds the registry by its link; collect-garbage talks to the process on its own VM. */
function errandJob(errand: Errand, release: ReleaseDeployment): PlannedMap {
  const consumes = { consumes: { 'docker-registry': { from: 'docker-registry' } } };
  const properties = errandProperties(errand, release);
  return {
    name: errand.name,
    release: releaseName,
    ...(errand.name !== 'collect-garbage' && consumes),
    ...(Object.keys(properties).length > 0 && { properties }),
  };
}

function cacheJobs(cache: Service, release: ReleaseDeployment): PlannedMap[] {
  return [
    {
      name: cache.job,
      release: releaseName,
      ...provides(cache),
      properties: cacheProperties(cache, release, undefined),
    },
  ];
}

/**
 * BOSH DNS answers the name with the addresses of all instances, also of one that is starting: it is the only one,
 * or its clients try the next. The name is what the certificate is made for.
 */
function provides({ part, job, host, alias }: Service): PlannedMap {
  if (!alias) return {};
  const domain = new Noted(host, {
    text: `${part}.host, which BOSH DNS answers with the instances (a director from v269.0.0 on)`,
  });
  return { provides: { [job]: { aliases: [{ domain, health_filter: 'all' }] } } };
}
