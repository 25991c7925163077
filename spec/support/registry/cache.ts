/** Deploys the cache of this release in front of registries of specs. */
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { Instance } from '../agent/instance.js';
import type { Release } from '../agent/release.js';
import { newAddress } from './addresses.js';
import type { Authority } from './certificates.js';
import { admin, type Credentials, deployRegistry, type Registry } from './deployment.js';

/** The one user of a cache; its password is not that of any upstream. */
export const cell: Credentials = { user: 'cell', password: 'cell-"#: secret' };

/** What differs from the usual deployment. */
export interface CacheOptions {
  readonly properties?: YamlMap;
  readonly persistentDiskMb?: number;
}

/** A running cache: of each upstream, what clients need to know of a registry. */
export interface Cache {
  readonly instance: Instance;
  readonly upstreams: ReadonlyMap<string, Registry>;
  /** The jobs with other properties, for an update. */
  readonly with: (properties: YamlMap) => { readonly name: string; readonly properties: YamlMap }[];
}

/** An entry of `upstreams` for a registry that specs deployed. */
export function upstreamOf(name: string, { host, authority }: Registry, more: YamlMap = {}): YamlMap {
  const credentials = { username: admin.user, password: admin.password };
  return { name, url: `https://${host}`, ca: authority.certificate, credentials, ...more };
}

/** Deploys one instance, and waits until every cache on it answers. */
export async function deployCache(
  release: Release,
  authority: Authority,
  upstreams: readonly YamlMap[],
  { properties = {}, persistentDiskMb = 2048 }: CacheOptions = {},
): Promise<Cache> {
  const address = newAddress();
  const { certificate, privateKey } = await authority.sign(`cache-${address}`, [address]);
  const usual: YamlMap = {
    address,
    metrics: { address },
    tls: { certificate, private_key: privateKey, ca: authority.certificate },
    users: { [cell.user]: { passwords: [cell.password], roles: ['reader'] } },
    upstreams: [...upstreams],
    ...properties,
  };
  const jobs = (changed: YamlMap) => [{ name: 'docker-cache', properties: { ...usual, ...changed } }];
  const instance = await Instance.deploy(release, { name: 'cache', address, persistentDiskMb, jobs: jobs({}) });
  const registries = upstreams.map(({ name }, index): [string, Registry] => {
    return [name as string, { instance, address, host: `${address}:${5000 + index}`, authority }];
  });
  return { instance, upstreams: new Map(registries), with: jobs };
}

/** A registry that plays Docker Hub, and a cache of it alone. */
export interface HubAndCache {
  readonly upstream: Registry;
  readonly cache: Cache;
  /** The cache as clients see it. */
  readonly cached: Registry;
}

/** Deploys both, with disks of these sizes in MiB. */
export async function deployHubAndCache(
  release: Release,
  authority: Authority,
  { hubMb, cacheMb }: { readonly hubMb: number; readonly cacheMb: number },
): Promise<HubAndCache> {
  const upstream = await deployRegistry(release, authority, { persistentDiskMb: hubMb });
  const hub = upstreamOf('hub', upstream);
  const cache = await deployCache(release, authority, [hub], { persistentDiskMb: cacheMb });
  return { upstream, cache, cached: cache.upstreams.get('hub') as Registry };
}

/** The requests that came to a registry, as its access log has them; the question who asks is none. */
export function accessLog({ instance }: Registry): string[] {
  const lines = instance.log('docker-registry', 'docker-registry.stdout.log').split('\n');
  return lines.filter((line) => / "(GET|HEAD) \/v2\/[^ ]+ /.test(line));
}
