/** The deployment of this release as it is planned: what runs, where, and what it is known by. */
import type { DockerIaas } from '../../environments/environment.js';
import type { DeploymentFacts } from '../../foundations/release-deployment.js';
import type { Found } from '../../settings/layers.js';
import type { YamlValue } from '../../yaml-value.js';
import type { Noted, Reason } from '../reason.js';
import type { GivenProperties } from './given-properties.js';

/** The two services of the release. */
export type Part = 'registry' | 'cache';

/** The private registry or the Docker cache. */
export interface Service {
  readonly part: Part;
  /** Name of its instance group, and of its job in a v1 manifest. */
  readonly group: 'docker-registry' | 'docker-cache';
  readonly job: 'docker-registry' | 'docker-cache';
  readonly instances: YamlValue;
  /** Address or name that images are named with; a variable until it is set. */
  readonly host: string;
  /** What set the host, where anything did. */
  readonly hostFound: Found | undefined;
  readonly port: YamlValue;
  readonly tls: boolean;
  /** Whether BOSH DNS answers the host with the instances. */
  readonly alias: boolean;
  /** Addresses of the instances; undefined where BOSH chooses them. */
  readonly staticIps: readonly YamlValue[] | undefined;
  /** Name of the variable that holds a certificate made by BOSH; undefined where there is none. */
  readonly certificate: string | undefined;
  readonly given: GivenProperties;
}

/** The errands by the names of their jobs. */
export const errandNames = ['smoke-tests', 'collect-garbage', 'mirror-images'] as const;
export type ErrandName = (typeof errandNames)[number];

/** An errand that is deployed with the registry. */
export interface Errand {
  readonly name: ErrandName;
  readonly given: GivenProperties;
}

/** All that is deployed; at least one of registry and cache. */
export interface ReleaseDeployment {
  readonly facts: DeploymentFacts;
  readonly registry: Service | undefined;
  readonly cache: Service | undefined;
  readonly errands: readonly Errand[];
  readonly azs: YamlValue;
  readonly network: YamlValue;
  readonly vmType: YamlValue;
  readonly persistentDiskType: YamlValue;
  readonly stemcell: { readonly os: YamlValue; readonly version: YamlValue };
  readonly releaseVersion: YamlValue;
  readonly bpmVersion: YamlValue;
  /** What a v1 manifest takes from the IaaS; undefined for a v2 manifest, and where nothing names it. */
  readonly iaas: DockerIaas<YamlValue | Noted> | undefined;
  /** Absolute name of the variable that holds the CA of the certificates that BOSH makes. */
  readonly caVariable: string;
  /** Why a setting has its value, where a settings file or `--set` says so. */
  readonly reasonOf: (setting: string) => Reason | undefined;
}
