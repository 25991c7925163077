/** What is planned: every setting resolved, every default filled in. */
import type { IaasSettings } from '../environments/environment.js';
import type { CfInputName } from '../foundations/cf-inputs.js';
import type { Foundation } from '../foundations/foundation.js';
import type { JobName, ReleaseName } from '../foundations/topology.js';
import type { DiegoFacts } from '../foundations/diego-facts.js';
import type { GeneratorFlag } from '../foundations/diego-release/generator-flags.js';
import type { YamlValue } from '../yaml-value.js';
import type { Noted, Reason } from './reason.js';
import type { Trust } from './trust.js';

/** A value with what a reviewer should know of it. */
export interface Explained {
  readonly value: YamlValue;
  readonly reason?: Reason;
}

/** Instances of a job and how many of them are updated at a time. */
export interface InstanceCount {
  readonly instances: YamlValue;
  readonly maxInFlight: YamlValue;
}

/** The entries that the wiring adds to both insecure registries' lists, in order. */
export type InsecureRegistry = Explained & { readonly value: string; readonly part?: 'registry' | 'cache' };

/** Limits of staging in Cloud Controller; undefined leaves what Cloud Foundry has. */
export interface Staging {
  readonly diskMb: YamlValue;
  readonly memoryMb: YamlValue | undefined;
  readonly timeoutS: YamlValue | undefined;
}

/** IaaS settings of which some values are `Noted`, at any depth. */
export type NotedIaas = IaasSettings<YamlValue | Noted>;

/** Everything that planners read; none of it is looked up anywhere else. */
export interface Deployment {
  readonly foundation: Foundation;
  /** True where nothing names or tells the foundation. */
  readonly foundationAssumed: boolean;
  /** What the version of diego-release asks of stubs; of no meaning on cf-deployment. */
  readonly diego: DiegoFacts;
  /** The switches of upstream's generator that are asked for. */
  readonly generatorFlags: readonly GeneratorFlag[];
  readonly environment: string | undefined;
  readonly rootfsRelease: boolean;
  readonly cfBridge: boolean;
  /** Undefined where nothing names an environment and no iaas settings are given. */
  readonly iaas: IaasSettings | undefined;
  /** The same with the reasons of what settings say, `Noted` in place of values: for planners. */
  readonly notedIaas: NotedIaas | undefined;
  readonly staging: Staging;
  readonly trust: Trust;
  /** Instance groups of cells that are wired beside diego-cell, on cf-deployment. */
  readonly isolationSegments: readonly string[];
  /** Added behind what the lists have. */
  readonly insecureRegistries: readonly InsecureRegistry[];
  readonly cf: (name: CfInputName) => YamlValue;
  /** An override; undefined where nobody sets it, so that upstream's default applies. */
  readonly override: (path: string) => Explained | undefined;
  readonly count: (job: JobName) => InstanceCount;
  readonly releaseVersion: (release: ReleaseName) => YamlValue;
  /** Why a setting has its value, where a settings file or `--set` says so. */
  readonly reasonOf: (setting: string) => Reason | undefined;
}
