/** Which list or CA lets Diego's two clients, staging containers and cells, use registry and cache. */
import { factAt, factsAt } from '../../../foundations/version-rows.js';
import { cellList, stagingList } from '../../../foundations/cf-deployment/insecure-lists.js';
import { trustedCerts, trustedCertsProperty } from '../../../foundations/cf-deployment/trusted-certs.js';
import type { JobProperty } from '../../../foundations/cf-deployment/job-property.js';
import type { Service } from '../../../model/registry/release-deployment.js';
import { scalarText, type YamlValue } from '../../../yaml-value.js';
import { cacheAddresses } from '../../../model/cache-addresses.js';
import type { Subject } from '../subject.js';

/** The clients that pull. */
export type Client = 'staging-container' | 'cell';

/** What makes a connection of a client work, and where that stands. */
export function worksBy(client: Client, service: Service, subject: Subject): string {
  return subject.deployment.trust.by === 'ca' ? byCa(client, subject) : byList(client, service, subject);
}

function byCa(client: Client, { deployment: { foundation, trust }, settings }: Subject): string {
  const ca = `the CA ((${trust.caVariable}.ca))`;
  if (client === 'staging-container') {
    const places = factsAt(trustedCerts, foundation.version).map((certs) => propertyText(trustedCertsProperty(certs)));
    return `${ca} in ${places.join(' and ')}`;
  }
  const osConf = settings.own('runtime_config.os_conf_version');
  return osConf === undefined
    ? `${ca} among the certificates of the cells' operating system: by gen-manifest runtime-config, which needs runtime_config.os_conf_version, or by director.trusted_certs`
    : `${ca} among the certificates of the cells' operating system: runtime-config.yml, the addon with os-conf ${osConf}`;
}

function byList(client: Client, service: Service, subject: Subject): string {
  const { foundation } = subject.deployment;
  const entry = addressesOf(service, subject)
    .map(({ address }) => address)
    .join(', ');
  if (foundation.name === 'diego-release') {
    const section = client === 'cell' ? 'garden' : 'diego.stager';
    return `${entry} in properties.${section}.insecure_docker_registry_list`;
  }
  const property = factAt(client === 'cell' ? cellList : stagingList, foundation.version);
  return property ? `${entry} in ${propertyText(property)}` : entry;
}

/** Where a service answers: the cache has an address for each registry that it caches. */
export function addressesOf(
  { part, host, port }: Service,
  { settings, deployment: { foundation } }: Subject,
): { readonly address: string; readonly port: YamlValue | undefined }[] {
  if (part === 'cache') return cacheAddresses(settings, foundation);
  return [{ address: `${host}:${scalarText(port)}`, port }];
}

/** Such as `tcp 5000` or `tcp 8080, 8081`. */
export function portsText(service: Service, subject: Subject): string {
  const ports = addressesOf(service, subject).map(({ port }) => scalarText(port) || '?');
  return `tcp ${[...new Set(ports)].join(', ')}`;
}

/** Such as `garden.insecure_docker_registry_list of the job garden in diego-cell`. */
export function propertyText({ group, job, keys }: JobProperty): string {
  return `${keys.join('.')} of the job ${job} in ${group}`;
}
