/** A job of a release and what a deployment gives it: the input of rendering. */
import type { YamlMap, YamlValue } from '../yaml-value.js';

/** A job as the release has it: the files below `jobs/<name>/`. */
export interface JobSource {
  readonly name: string;
  /** The text of `spec` (`job.MF` in a release tarball). */
  readonly spec: string;
  /** The spec, where it has been parsed already. */
  readonly declaration?: YamlMap;
  /** The text of `monit`; a job may have none. */
  readonly monit?: string;
  /** The templates' texts by path below `templates/`. */
  readonly templates: ReadonlyMap<string, string>;
  /** `properties_schema.json`, parsed; Directors from v280.1.22 validate the bound properties with it. */
  readonly propertiesSchema?: YamlMap;
}

/** One instance of a link's provider, as `link('...').instances` shows it. */
export interface LinkInstance {
  readonly name: string;
  readonly index: number;
  readonly id: string;
  readonly az: string | null;
  readonly address: string;
  readonly bootstrap: boolean;
  readonly properties?: YamlMap;
}

/** What the Director makes the DNS name of a link's instances from. */
export interface LinkQuery {
  readonly group: string;
  readonly network: string;
  readonly deployment: string;
  readonly domain: string;
  /** The deployment's zones; their numbers in DNS names are taken for those of this order, from 1. */
  readonly azs: readonly string[];
}

/** A link as its provider gives it. */
export interface Link {
  readonly instances: readonly LinkInstance[];
  /** The properties that the provider's spec shares; null for a link of the manifest without any. */
  readonly properties: YamlMap | null;
  /** What `link('...').address` answers, whatever it is asked for: the address of a link that the manifest gives. */
  readonly address?: string | null;
  /** What it answers else; it is an error to ask where there is neither. */
  readonly query?: LinkQuery;
}

/** What `spec` holds in a template, besides properties and links (deployment_plan/instance_spec.rb). */
export interface InstanceSpec {
  readonly deployment: string;
  readonly name: string;
  readonly job: { readonly name: string };
  readonly index: number;
  readonly id: string;
  readonly az: string | null;
  readonly bootstrap: boolean;
  readonly address: string;
  readonly ip: string;
  readonly networks: Readonly<Record<string, YamlMap>>;
  readonly dns_domain_name: string;
  /** In MB; 0 for none. */
  readonly persistent_disk: number;
  readonly release: { readonly name: string; readonly version: string };
}

/** What a deployment gives a job. */
export interface JobInput {
  /** The manifest's `properties` of the job. */
  readonly properties: YamlMap;
  readonly links?: Readonly<Record<string, Link>>;
  readonly instance: InstanceSpec;
}

/** An instance spec of one instance on one network, changed where `given` says so. */
export function instanceSpec(given: Partial<InstanceSpec> = {}): InstanceSpec {
  const name = given.name ?? 'registry';
  const ip = given.ip ?? '10.0.0.1';
  return {
    deployment: 'deployment',
    name,
    job: { name },
    index: 0,
    id: '00000000-0000-4000-8000-000000000000',
    az: 'z1',
    bootstrap: (given.index ?? 0) === 0,
    address: given.address ?? ip,
    ip,
    networks: { default: network(ip) },
    dns_domain_name: 'bosh',
    persistent_disk: 0,
    release: { name: 'release', version: '0' },
    ...given,
  };
}

function network(ip: string): Record<string, YamlValue> {
  return {
    type: 'manual',
    ip,
    netmask: '255.255.255.0',
    gateway: '10.0.0.254',
    default: ['dns', 'gateway'],
    dns_record_name: `0.registry.default.deployment.bosh`,
  };
}
