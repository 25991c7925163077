/** What the deployment of this release depends on, by the version of the Cloud Foundry that it is for. */
import gte from 'semver/functions/gte.js';
import { hasBoshDns } from './cf-deployment/bosh-dns.js';
import { diegoFillsCache } from './diego-wiring.js';

/** A foundation as far as it matters here. */
export interface NamedVersion {
  readonly name: string;
  readonly version: string;
}

/** What a version of Cloud Foundry asks of the deployment of registry and cache. */
export interface DeploymentFacts {
  /** BOSH's manifest of instance groups, or the one of resource pools and jobs that it had before. */
  readonly manifest: 'v1' | 'v2';
  /** Whether names can be given by BOSH DNS; else registry and cache have static addresses. */
  readonly dnsAliases: boolean;
  /** What Diego's builder and cells read: Docker's manifest schema 1, or what registries speak today. */
  readonly protocol: 'schema1' | 'oci';
  /** Whether Diego's stager looks the cache up in consul, and its builder pushes copies of images into it. */
  readonly filledByDiego: boolean;
  /** Whether the registry that speaks this protocol removes what no image refers to. */
  readonly collectsGarbage: boolean;
  /** Stemcell that the operators of this version have. */
  readonly stemcell: 'ubuntu-jammy' | 'ubuntu-noble';
  /** Whether certificates are made again when what they are for changes: CredHub's update_mode. */
  readonly updatesVariables: boolean;
}

/**
 * The facts of a foundation.
 *
 * Sources: cloudfoundry/cf-deployment, cf-deployment.yml: addon bosh-dns-aliases from v3.0.0, stemcell ubuntu-noble
 * from v56.0.0, `update_mode: converge` from v14.0.0, diego-release 2.29.0 from v7.8.0; dockerapplifecycle 9a6507a
 * (schema 2 from diego-release 2.29.0). registry-schema1 collects no garbage: src/registry/README.md.
 */
export function deploymentFacts({ name, version }: NamedVersion): DeploymentFacts {
  const from = (first: string): boolean => gte(version, first);
  if (name === 'cf-deployment') {
    return {
      manifest: 'v2',
      dnsAliases: hasBoshDns({ name, version }),
      protocol: from('7.8.0') ? 'oci' : 'schema1',
      filledByDiego: false,
      collectsGarbage: from('7.8.0'),
      stemcell: from('56.0.0') ? 'ubuntu-noble' : 'ubuntu-jammy',
      updatesVariables: from('14.0.0'),
    };
  }
  return {
    manifest: 'v1',
    dnsAliases: false,
    protocol: 'schema1',
    filledByDiego: diegoFillsCache({ name, version }),
    collectsGarbage: false,
    stemcell: 'ubuntu-jammy',
    updatesVariables: false,
  };
}
