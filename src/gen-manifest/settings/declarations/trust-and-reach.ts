/** The settings of how Diego trusts registry and cache, and how containers reach them. */
import type { Declaration } from '../../foundations/declaration.js';

const addresses = { type: 'array', items: { type: 'string' }, default: [] } as const;

/** What others must know of the private registry, beside its address. */
export const registryAccess = {
  'registry.tls': {
    type: 'boolean',
    description:
      'Whether the private registry serves TLS; not set, it does on cf-deployment, and nothing is assumed on diego-release',
    examples: [true],
    'x-ends-up-in': ['no document: diego.trust: ca needs it, and it decides what is warned of'],
  },
  'registry.ca_variable': {
    type: 'string',
    description:
      'Absolute name of the BOSH variable that holds the CA of registry and cache; other deployments read its .ca',
    default: '/diego-docker/registry_ca',
    pattern: String.raw`^/[-/.\w]*\w$`,
    'x-ends-up-in': [
      'ops: trusted_certs of the rootfs of staging containers',
      "runtime-config: ca_certs.certs, which cells' own operating system trusts",
    ],
  },
  'registry.static_ips': {
    ...addresses,
    description: 'Addresses of the instances of the private registry',
    examples: [['10.0.1.20']],
    'x-ends-up-in': [
      'security-group: the destinations of its rules',
      'cloud-config: the static addresses of its network',
    ],
  },
} as const satisfies Record<string, Declaration>;

/** What others must know of the Docker cache, beside its address. */
export const cacheAccess = {
  'cache.tls': {
    type: 'boolean',
    description:
      'Whether the Docker cache serves TLS; not set, it does on cf-deployment, and does not on diego-release, where Diego itself fills it',
    examples: [false],
    'x-ends-up-in': ['no document: diego.trust: ca needs it, and it decides what is warned of'],
  },
  'cache.static_ips': {
    ...addresses,
    description: 'Addresses of the instances of the Docker cache',
    examples: [['10.0.1.21']],
    'x-ends-up-in': [
      'security-group: the destinations of its rules',
      'cloud-config: the static addresses of its network',
    ],
  },
} as const satisfies Record<string, Declaration>;

/** How Diego of today's cf-deployment is wired. */
export const todaysDiego = {
  'diego.trust': {
    type: 'string',
    enum: ['ca', 'insecure'],
    description:
      'How Diego trusts registry and cache: by their CA, or without a check, as insecure registries; not set, ca on cf-deployment, insecure on diego-release',
    examples: ['insecure'],
    'x-ends-up-in': ['ops: the CA in trusted_certs, or the entries of both lists of insecure registries'],
  },
  'diego.isolation_segments': {
    ...addresses,
    description: "Instance groups of isolation segments' cells, which are wired as diego-cell is",
    examples: [['isolated-diego-cell']],
    'x-ends-up-in': ['ops: the same operations once more for each group'],
  },
} as const satisfies Record<string, Declaration>;

/** What the security group has beside registry and cache. */
export const securityGroup = {
  'security_group.destinations': {
    ...addresses,
    description:
      'Where containers reach registry and cache, each a CIDR, an address or first-last; replaces the static_ips of both',
    examples: [['10.0.1.0/24']],
    'x-ends-up-in': ['security-group: the destinations of its rules'],
  },
} as const satisfies Record<string, Declaration>;
