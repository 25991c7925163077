/**
 * Rewrites an image reference to a pull-through cache: Diego has no setting for a mirror, so that an app uses
 * the cache by naming it. Each upstream has an address of its own, since Distribution proxies one a process.
 */
import { dockerHub, type ImageReference, type ReferenceProblem } from './image-reference.js';

/** One upstream's cache. */
export interface CacheAddress {
  /** The registry that it caches, as image references name it: docker.io, ghcr.io, registry.example.com:5000. */
  readonly upstream: string;
  /** Where the cache answers, `host:port`. */
  readonly address: string;
}

/** The names that Docker Hub's registry goes by in addresses and URLs. */
const hubNames = ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];

/** The upstream as image references name it, from a host or a URL of it. */
export function upstreamName(hostOrUrl: string): string {
  const host = hostOrUrl
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  const [, plain = host] = /^(.*):443$/.exec(host) ?? [];
  return hubNames.includes(plain) ? dockerHub : plain;
}

/** The image at the cache of its registry; `library/` stays, since the cache asks Docker Hub for exactly that path. */
export function throughCache(
  image: ImageReference,
  caches: readonly CacheAddress[],
): ImageReference | ReferenceProblem {
  if (caches.some(({ address }) => address === image.domain)) return image;
  const cache = caches.find(({ upstream }) => upstreamName(upstream) === upstreamName(image.domain));
  if (cache) return { ...image, domain: cache.address };
  const known = caches.map(({ upstream, address }) => `${upstreamName(upstream)} at ${address}`);
  return {
    problem: `is of ${image.domain}, which the cache has no upstream for`,
    hint: `known: ${known.length === 0 ? 'none' : known.join(', ')}; name another with --cache ${image.domain}=HOST:PORT`,
  };
}
