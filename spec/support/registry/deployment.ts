/** Deploys the registry of this release as specs need it: with TLS, users, and a disk. */
import type { Link } from '../../../src/gen-manifest/erb/job.js';
import type { YamlMap } from '../../../src/gen-manifest/yaml-value.js';
import { Instance } from '../agent/instance.js';
import type { DeployedJob } from '../agent/jobs.js';
import type { Release } from '../agent/release.js';
import { newAddress } from './addresses.js';
import type { Authority } from './certificates.js';

/** A user of the registry. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Users that every deployment of these specs has. */
export const admin: Credentials = { user: 'admin', password: 'admin-"#: secret' };

/** A running registry. */
export interface Registry {
  readonly instance: Instance;
  readonly address: string;
  /** `address:port`. */
  readonly host: string;
  readonly authority: Authority;
}

/** What differs from the usual deployment. */
export interface RegistryOptions {
  readonly properties?: YamlMap;
  readonly persistentDiskMb?: number;
  readonly index?: number;
  readonly address?: string;
  /** Addresses and names that the certificate holds, beside the instance's own. */
  readonly subjects?: readonly string[];
  readonly links?: Readonly<Record<string, Link>>;
  /** Other jobs beside the registry. */
  readonly beside?: (registry: { readonly link: Link }) => readonly DeployedJob[];
}

/** Puts `b` over `a`, maps merged. */
function merged(a: YamlMap, b: YamlMap): YamlMap {
  const both = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = both[key];
    const maps = [before, value].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    both[key] = maps ? merged(before as YamlMap, value as YamlMap) : value;
  }
  return both;
}

/** The properties of an instance at `address`. */
export async function registryProperties(
  authority: Authority,
  address: string,
  { properties = {}, subjects = [] }: RegistryOptions = {},
): Promise<YamlMap> {
  const { certificate, privateKey } = await authority.sign(`registry-${address}`, [address, ...subjects]);
  const usual: YamlMap = {
    address,
    metrics: { address },
    tls: { certificate, private_key: privateKey, ca: authority.certificate },
    users: { [admin.user]: { passwords: [admin.password], roles: ['admin'] } },
  };
  return merged(usual, properties);
}

/** Deploys one instance, and waits until it answers. */
export async function deployRegistry(
  release: Release,
  authority: Authority,
  options: RegistryOptions = {},
): Promise<Registry> {
  const address = options.address ?? newAddress();
  const properties = await registryProperties(authority, address, options);
  const port = (properties['port'] ?? 5000) as number;
  const link: Link = {
    address,
    properties: {
      port,
      address,
      external_url: null,
      tls: { enabled: true, ca: authority.certificate },
      http: { prefix: null },
    },
    instances: [{ name: 'registry', index: 0, id: 'x', az: 'z1', address, bootstrap: true }],
  };
  const instance = await Instance.deploy(release, {
    address,
    index: options.index ?? 0,
    persistentDiskMb: options.persistentDiskMb ?? 2048,
    jobs: [
      { name: 'docker-registry', properties, ...(options.links && { links: options.links }) },
      ...(options.beside?.({ link }) ?? []),
    ],
  });
  return { instance, address, host: `${address}:${port}`, authority };
}
