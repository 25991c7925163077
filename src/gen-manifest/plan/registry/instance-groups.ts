/** The instance groups of a v2 manifest: registry with its errands, and cache. */
import type { Errand, ReleaseDeployment, Service } from '../../model/registry/release-deployment.js';
import { Noted } from '../../model/reason.js';
import { noted, type PlannedMap } from '../planned.js';
import { cacheProperties } from './cache-properties.js';
import { errandProperties } from './errand-properties.js';
import { registryProperties } from './registry-properties.js';
import { releaseName } from './release-name.js';

/** An instance group with the jobs that stand in it. */
export interface PlannedGroup {
  readonly group: PlannedMap;
  readonly jobs: readonly PlannedMap[];
}

/** All groups, the registry first. */
export function instanceGroups(release: ReleaseDeployment): PlannedGroup[] {
  const { registry, cache } = release;
  return [
    ...(registry ? [group(registry, registryJobs(registry, release), release)] : []),
    ...(cache ? [group(cache, cacheJobs(cache, release), release)] : []),
  ];
}

function group(service: Service, jobs: PlannedMap[], release: ReleaseDeployment): PlannedGroup {
  const { reasonOf } = release;
  const { part, staticIps } = service;
  const all = [...(usesBpm(service) ? [{ name: 'bpm', release: 'bpm' }] : []), ...jobs];
  const network: PlannedMap = {
    name: noted(release.network, reasonOf('bosh.network')),
    ...(staticIps && { static_ips: noted([...staticIps], reasonOf(`${part}.static_ips`) ?? ofHost(part)) }),
  };
  const planned: PlannedMap = {
    name: service.group,
    azs: noted(release.azs, reasonOf('bosh.azs')),
    instances: noted(service.instances, reasonOf(`${part}.instances`)),
    vm_type: noted(release.vmType, reasonOf('bosh.vm_type')),
    ...(keepsImages(service) && {
      persistent_disk_type: noted(release.persistentDiskType, reasonOf('bosh.persistent_disk_type')),
    }),
    stemcell: 'default',
    networks: [network],
    jobs: all,
  };
  return { group: planned, jobs: all };
}

const ofHost = (part: string): { text: string } => ({ text: `The address that ${part}.host names` });

/** With an object store nothing is kept on the VM. */
function keepsImages({ job, given }: Service): boolean {
  return job === 'docker-cache' || given.orDefault('storage.type') === 'persistent_disk';
}

function usesBpm({ given }: Service): boolean {
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
