/** From settings to one service: its addresses, its certificate, its properties. */
import { variable } from '../../environments/environment.js';
import type { Foundation } from '../../foundations/foundation.js';
import { type DeploymentFacts, deploymentFacts } from '../../foundations/release-deployment.js';
import { cacheJob } from '../../settings/jobs/groups.js';
import type { Settings } from '../../settings/settings.js';
import { scalarText, type YamlValue } from '../../yaml-value.js';
import { knownHost } from '../known-host.js';
import { GivenProperties } from './given-properties.js';
import type { Part, Service } from './release-deployment.js';

/** The service as the settings describe it; the cache that Diego fills has one name, which its stager looks up. */
export function service(part: Part, settings: Settings, foundation: Foundation): Service {
  const facts = deploymentFacts(foundation);
  const filled = part === 'cache' && facts.filledByDiego;
  const job = part === 'registry' ? 'docker-registry' : cacheJob(facts.filledByDiego);
  const given = new GivenProperties(settings, `${part}.properties`, job);
  const hostFound = filled ? settings.trace('cache.host') : knownHost(part, settings, foundation);
  const ips = settings.own(`${part}.static_ips`);
  const host = scalarText(hostFound?.value ?? variable(`${part}_host`));
  const tls = settings.find(`${part}.tls`)?.value ?? !filled;
  const ownCertificate = given.has('tls.certificate') || given.has('tls.private_key');
  return {
    part,
    group: part === 'registry' ? 'docker-registry' : 'docker-cache',
    job,
    instances: settings.own(`${part}.instances`),
    host,
    hostFound,
    port: settings.own(`${part}.port`),
    tls: tls !== false,
    alias: facts.dnsAliases && !isAddress(host),
    staticIps: staticIps(ips, host, filled, facts),
    certificate: tls !== false && !ownCertificate ? `${part}_tls` : undefined,
    given,
  };
}

/**
 * The addresses that are set, else the host where it is one: BOSH would choose others. A variable stands for an
 * address where names cannot be given; consul finds the cache that Diego fills wherever it is.
 */
function staticIps(
  ips: readonly YamlValue[],
  host: string,
  filled: boolean,
  { dnsAliases }: DeploymentFacts,
): readonly YamlValue[] | undefined {
  if (ips.length > 0) return ips;
  if (filled) return undefined;
  return isAddress(host) || (!dnsAliases && host.startsWith('((')) ? [host] : undefined;
}

/** True for an IPv4 address, which is what image names can hold. */
export function isAddress(host: string): boolean {
  return /^\d+(\.\d+){3}$/.test(host);
}

/** True where images are on a persistent disk: with an object store nothing is kept on the VM. */
export function keepsImages({ job, given }: Service): boolean {
  return job === 'docker-cache' || given.orDefault('storage.type') === 'persistent_disk';
}
