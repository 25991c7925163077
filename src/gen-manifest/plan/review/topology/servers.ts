/** Registry and cache, and what they themselves talk to: the object store, and the registries that images come from. */
import type { Service } from '../../../model/registry/release-deployment.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import { cacheAddresses } from '../../../model/cache-addresses.js';
import { withoutCredentials } from '../../../model/registry-address.js';
import { addressesOf } from './wiring.js';
import { releaseName } from '../../registry/release-name.js';
import type { TopologyEdge, TopologyNode } from '../review.js';
import { jobProperties, propertyIn, type Subject } from '../subject.js';

/** A part of the picture. */
export interface Part {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

/** The node of a service. */
export function serviceNode(service: Service, subject: Subject): TopologyNode {
  const { part, host, tls, instances, staticIps = [], alias } = service;
  return {
    id: part,
    kind: part,
    name: part === 'registry' ? 'Private registry' : 'Docker cache',
    lines: [
      ...addressesOf(service, subject).map(({ address }) => withoutCredentials(address)),
      tls ? 'TLS' : 'HTTP without TLS',
      ...(alias ? ['a name that BOSH DNS answers'] : []),
      ...(staticIps.length > 0 && scalarText(staticIps[0]) !== host ? [staticIps.map(scalarText).join(', ')] : []),
      `${scalarText(instances)} ${instances === 1 ? 'instance' : 'instances'} of ${service.group}`,
    ],
    deployment: releaseName,
  };
}

/** An object store: what it is called, what tells it apart, and its URL or host. */
interface Store {
  readonly name: string;
  readonly lines: readonly string[];
  readonly address: string;
}

/** The stores by `storage.type`; `read` gives a property of the type as a text. */
const stores: Readonly<Record<string, (read: (name: string) => string) => Store>> = {
  s3: (read) => ({
    name: 'S3 bucket',
    lines: [read('bucket'), read('region')],
    address: read('endpoint') || `https://s3.${read('region')}.amazonaws.com`,
  }),
  gcs: (read) => ({
    name: 'Google Cloud Storage bucket',
    lines: [read('bucket')],
    address: 'https://storage.googleapis.com',
  }),
  azure: (read) => ({
    name: 'Azure blob container',
    lines: [read('container')],
    address: read('service_url') || `https://${read('account_name')}.blob.${read('realm') || 'core.windows.net'}`,
  }),
};

/** The object store of the registry; nothing where images are on its persistent disk. */
export function objectStore(service: Service, { registryManifest }: Subject): Part {
  const properties = jobProperties(registryManifest, service.group, service.job);
  const type = scalarText(propertyIn(properties, 'storage.type'));
  const given = (name: string): YamlValue | undefined => propertyIn(properties, `storage.${type}.${name}`);
  if (!Object.hasOwn(stores, type)) return { nodes: [], edges: [] };
  const { name, lines, address } = (stores[type] as (typeof stores)[string])((each) => scalarText(given(each)));
  const url = /^[a-z]+:\/\//i.test(address) ? address : `${given('secure') === false ? 'http' : 'https'}://${address}`;
  const texts = [...lines, url].filter((line) => line !== '');
  return {
    nodes: [{ id: 'object-store', kind: 'object-store', name, lines: texts, deployment: undefined }],
    edges: [
      {
        from: 'registry',
        to: 'object-store',
        purpose: 'keeps images',
        ...reached(url),
        worksBy: scalarText(given('ca')) === '' ? 'a certificate that the VM trusts' : `the CA in storage.${type}.ca`,
        problem:
          given('skip_verify') === true
            ? `storage.${type}.skip_verify is true: whoever is in between reads and changes images`
            : undefined,
      },
    ],
  };
}

/** The registries that the cache keeps images of; none where Diego itself fills it. */
export function upstreams(service: Service, { registryManifest, settings, deployment }: Subject): Part {
  const given = propertyIn(jobProperties(registryManifest, service.group, service.job), 'upstreams');
  const list = (Array.isArray(given) ? given : []).filter(isMap);
  const addresses = cacheAddresses(settings, deployment.foundation);
  return together(
    list.map((upstream, index) => {
      const id = `upstream-${index + 1}`;
      const url = scalarText(upstream['url']);
      const cached = addresses[index]?.address;
      const lines = [url, ...(cached === undefined ? [] : [`cached at ${withoutCredentials(cached)}`])];
      return {
        nodes: [{ id, kind: 'upstream', name: scalarText(upstream['name']), lines, deployment: undefined }],
        edges: [{ from: 'cache', to: id, purpose: 'fetches what it has not', ...byUpstream(upstream, url) }],
      };
    }),
  );
}

function byUpstream(upstream: YamlMap, url: string): Omit<TopologyEdge, 'from' | 'to' | 'purpose'> {
  const reads = upstream['credentials'] === undefined ? 'read without credentials' : 'read with credentials';
  return {
    ...reached(url),
    worksBy: upstream['ca'] === undefined ? reads : `${reads}, its certificate checked by the CA of the upstream`,
    problem: undefined,
  };
}

/** The registries that the errand mirror-images copies from. */
export function mirrored({ registryManifest, release }: Subject): Part {
  if (!release.errands.some(({ name }) => name === 'mirror-images')) return { nodes: [], edges: [] };
  const images = mirroredImages(registryManifest);
  const hosts = [...new Set(images.map((image) => hostOf(scalarText(image['from']))))].filter((host) => host !== '');
  return together(
    hosts.map((host, index) => ({
      nodes: [
        {
          id: `source-${index + 1}`,
          kind: 'upstream',
          name: host,
          lines: ['mirror-images copies from it'],
          deployment: undefined,
        },
      ],
      edges: [
        {
          from: 'registry',
          to: `source-${index + 1}`,
          purpose: 'copies images, by the errand mirror-images',
          ...reached(`https://${host}`),
          worksBy: undefined,
          problem: undefined,
        },
      ],
    })),
  );
}

function mirroredImages(manifest: YamlMap): YamlMap[] {
  const places = [
    ['docker-registry', 'mirror-images'],
    ['mirror-images', 'mirror-images'],
  ] as const;
  const lists = places.map(
    ([group, job]): YamlValue => propertyIn(jobProperties(manifest, group, job), 'images') ?? [],
  );
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isMap) : []));
}

/** The registry that an image is from, as Docker reads its name. */
function hostOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'registry-1.docker.io';
}

/** Port and protection of a URL. */
function reached(url: string): Pick<TopologyEdge, 'port' | 'protection'> {
  const [, scheme = 'https', authority = ''] = /^([a-z]+):\/\/([^/?#]*)/i.exec(url) ?? [];
  const http = scheme.toLowerCase() === 'http';
  const port = /:(\d+)$/.exec(authority)?.[1] ?? (http ? '80' : '443');
  return { port: `tcp ${port}`, protection: http ? 'http' : 'tls' };
}

/** Several parts as one. */
export function together(parts: readonly Part[]): Part {
  return { nodes: parts.flatMap(({ nodes }) => nodes), edges: parts.flatMap(({ edges }) => edges) };
}
