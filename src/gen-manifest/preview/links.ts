/**
 * The links of a job, found in the manifest as the Director finds them: by the name that the manifest gives, else
 * by type. Source: cloudfoundry/bosh v283.1.6, bosh-director, links/links_manager.rb and link_consumers_parser.rb.
 */
import type { Link, LinkInstance } from '../erb/job.js';
import { isMap, scalarText, type YamlMap } from '../yaml-value.js';
import { addressableNetwork, rootDomain } from './addresses.js';
import type { DeploymentManifest, ManifestJob } from './deployment-manifest.js';
import { linkInstances } from './instance.js';
import { isBlocked, listed, type Provider } from './link-providers.js';

/** A link that the job's spec consumes and that was not found, or not told apart. */
export interface Unresolved {
  readonly link: string;
  readonly type: string;
  readonly providers: readonly Provider[];
  /** The name that the manifest asks for. */
  readonly from: string | undefined;
  /** The deployment that the manifest asks for, where it is another one. */
  readonly deployment?: string;
  /** The network that the manifest asks for, where the provider is not on it. */
  readonly network?: string;
}

/** A job's links by the names of its spec, and those that are missing. */
export interface ResolvedLinks {
  readonly links: Readonly<Record<string, Link>>;
  readonly unresolved: readonly Unresolved[];
}

/** The job's links; `spec` is what its release declares. */
export function resolveLinks(
  { manifest, job, spec }: { readonly manifest: DeploymentManifest; readonly job: ManifestJob; readonly spec: YamlMap },
  all: readonly Provider[],
): ResolvedLinks {
  const links: Record<string, Link> = {};
  const unresolved: Unresolved[] = [];
  for (const consumed of listed(spec['consumes'])) {
    const name = scalarText(consumed['name']);
    const asked = Object.hasOwn(job.consumes, name);
    const given = job.consumes[name];
    if (asked && isBlocked(given)) continue;
    const explicit = asked && isMap(given) ? given : undefined;
    const found = explicit && isManual(explicit) ? manualLink(explicit) : provided(consumed, explicit, manifest, all);
    if (found === undefined) continue;
    if ('type' in found) unresolved.push(found);
    else links[name] = found;
  }
  return { links, unresolved };
}

/** The link that a job of the deployment provides; undefined where it is optional and nobody does. */
function provided(
  consumed: YamlMap,
  explicit: YamlMap | undefined,
  manifest: DeploymentManifest,
  all: readonly Provider[],
): Link | Unresolved | undefined {
  const [link, type] = [scalarText(consumed['name']), scalarText(consumed['type'])];
  // A link that the manifest says anything of is looked for by its name; `a.b` is the name b.
  const from = explicit && (scalarText(explicit['from']) || link).split('.').at(-1);
  const deployment = explicit && scalarText(explicit['deployment']);
  const lacking = { link, type, from };
  if (deployment && deployment !== manifest.name) return { ...lacking, providers: [], deployment };
  const matching = all.filter((each) => each.type === type && (from === undefined || each.alias === from));
  const [only] = matching;
  if (matching.length === 0 && consumed['optional'] === true && !explicit) return undefined;
  if (!only || matching.length > 1) return { ...lacking, providers: matching };
  return (
    linkTo(only, explicit ?? {}, manifest) ?? {
      ...lacking,
      providers: [only],
      network: scalarText(explicit?.['network']),
    }
  );
}

/** The provider as the consumer sees it; undefined where it is not on the network that is asked for. */
function linkTo({ group, properties }: Provider, asked: YamlMap, manifest: DeploymentManifest): Link | undefined {
  const wanted = scalarText(asked['network']);
  const network = wanted ? group.networks.find(({ name }) => name === wanted) : addressableNetwork(group);
  if (wanted && !network) return undefined;
  const byIp = asked['ip_addresses'];
  const dns = typeof byIp === 'boolean' ? !byIp : manifest.dnsAddresses;
  return {
    instances: linkInstances(group, network, { deployment: manifest.name, dns }),
    properties,
    query: {
      group: group.name,
      network: network?.name ?? 'default',
      deployment: manifest.name,
      domain: rootDomain,
      azs: [...new Set(manifest.groups.flatMap(({ azs }) => azs))],
    },
  };
}

/** links.rb, MANUAL_LINK_KEYS. */
function isManual(given: YamlMap): boolean {
  return ['instances', 'properties', 'address'].some((key) => Object.hasOwn(given, key));
}

/** A link that the manifest itself spells out: what it does not have is nil. */
function manualLink(given: YamlMap): Link {
  return {
    instances: listed(given['instances']).map((instance) => instance as unknown as LinkInstance),
    properties: isMap(given['properties']) ? given['properties'] : null,
    address: typeof given['address'] === 'string' ? given['address'] : null,
  };
}
