/**
 * Where the Docker cache answers: at one address where Diego itself fills it, else at one for each registry that it
 * caches, since Distribution proxies one a process.
 */
import { variable } from '../environments/environment.js';
import { diegoFillsCache } from '../foundations/diego-wiring.js';
import type { Foundation } from '../foundations/foundation.js';
import type { Settings } from '../settings/settings.js';
import { isMap, scalarText, type YamlValue } from '../yaml-value.js';
import { knownHost } from './known-host.js';

/** One address of the cache. */
export interface CacheAddress {
  /** `host:port`, as image names have it. */
  readonly address: string;
  /** The port that it listens on; undefined where a variable before it hides the number. */
  readonly port: YamlValue | undefined;
  /** What it caches; undefined where Diego itself fills it. */
  readonly upstream: Upstream | undefined;
}

/** A registry that is cached. */
export interface Upstream {
  readonly name: string;
  readonly url: string;
}

/** Docker Hub, which image names without a host mean; its registry has a name of its own. */
export const dockerHubUpstream: Upstream = { name: 'docker-hub', url: 'https://registry-1.docker.io' };

/** All addresses; the host is a variable until it is set. */
export function cacheAddresses(settings: Settings, foundation: Foundation): CacheAddress[] {
  const first = settings.own('cache.port');
  if (diegoFillsCache(foundation)) {
    return [{ address: `${settings.own('cache.host')}:${first}`, port: first, upstream: undefined }];
  }
  const host = scalarText(knownHost('cache', settings, foundation)?.value ?? variable('cache_host'));
  return upstreams(settings).map((entry, index) => {
    const upstream = { name: scalarText(entry['name']), url: scalarText(entry['url']) };
    const port = entry['port'] ?? portAfter(first, index);
    const known = externalAddress(scalarText(entry['external_url']));
    return { address: known ?? `${host}:${scalarText(port)}`, port, upstream };
  });
}

/** The port of an upstream without one of its own: jobs/docker-cache/properties_schema.json, upstreams. */
export function portAfter(first: YamlValue | undefined, index: number): YamlValue | undefined {
  return typeof first === 'number' ? first + index : index === 0 ? first : undefined;
}

/** A variable in the place of the list hides it: then the first address alone is known. */
function upstreams(settings: Settings): Readonly<Record<string, YamlValue>>[] {
  const given = settings.find('cache.properties.upstreams')?.value;
  const entries = Array.isArray(given) ? given.filter(isMap) : [];
  return entries.length > 0 ? entries : [{ ...dockerHubUpstream }];
}

/** `host:port` of the URL that clients know a cache by. */
function externalAddress(url: string): string | undefined {
  const [, scheme, host, port] = /^(https?):\/\/([^:/]+)(?::(\d+))?$/.exec(url) ?? [];
  return host === undefined ? undefined : `${host}:${port ?? (scheme === 'https' ? '443' : '80')}`;
}
