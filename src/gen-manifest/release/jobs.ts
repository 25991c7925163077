/** The jobs of the release: what BOSH needs to know of each beside its properties and templates. */

/** A link that a job provides: its type, and the properties that consumers see. */
export interface ProvidedLink {
  readonly name: string;
  readonly type: string;
  readonly properties: readonly string[];
  /** What it is for, for the reference. */
  readonly about: string;
}

/** A link that a job consumes. */
export interface ConsumedLink {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly about: string;
}

/** A job. Its properties stand in jobs/<name>/properties_schema.json, its templates in templates/jobs/<name>/. */
export interface Job {
  readonly name: string;
  readonly packages: readonly string[];
  readonly provides?: readonly ProvidedLink[];
  readonly consumes?: readonly ConsumedLink[];
}

/** The jobs of the release: what is rendered of each beside its properties. */
export const jobs: readonly Job[] = [
  {
    name: 'docker-registry',
    packages: ['registry', 'registry-schema1'],
    provides: [
      {
        name: 'docker-registry',
        type: 'docker-registry',
        properties: ['port', 'external_url', 'protocol', 'tls.enabled', 'tls.ca', 'http.prefix'],
        about: 'where the registry is, what it speaks, and the certificates to trust it by',
      },
      // A type of its own: a deployment may hold other registries, and they are no peers.
      { name: 'peers', type: 'docker-registry-peers', properties: [], about: 'its instances, for itself' },
    ],
    consumes: [
      {
        name: 'peers',
        type: 'docker-registry-peers',
        optional: true,
        about:
          'its own instances, whose number and addresses BOSH tells a job only so. With one instance group of this ' +
          'job in a deployment BOSH makes the link by itself; with more, name each one with provides and consumes',
      },
    ],
  },
  { name: 'collect-garbage', packages: ['registry'] },
  {
    name: 'docker-cache',
    packages: ['registry'],
    provides: [
      {
        name: 'docker-cache',
        type: 'docker-cache',
        // Not upstreams, which holds passwords; the first one listens on port unless it says otherwise.
        properties: ['port', 'tls.enabled', 'tls.ca'],
        about: 'where the cache of the first upstream is, and the certificates to trust it by',
      },
    ],
  },
  {
    name: 'smoke-tests',
    packages: ['regctl'],
    consumes: [
      {
        name: 'docker-registry',
        type: 'docker-registry',
        optional: true,
        about: 'the registry to test; without it, or to change what it says, set the properties below registry',
      },
    ],
  },
  {
    name: 'mirror-images',
    packages: ['mirror-images'],
    consumes: [
      {
        name: 'docker-registry',
        type: 'docker-registry',
        optional: true,
        about: 'the registry to copy to; without it, or to change what it says, set the properties below registry',
      },
    ],
  },
];
