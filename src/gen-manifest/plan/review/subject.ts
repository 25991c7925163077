/** What a review is of: everything that was resolved and planned before, for those who look at a part of it. */
import type { Deployment } from '../../model/deployment.js';
import type { Reached } from '../../model/container-reach.js';
import type { ReleaseDeployment } from '../../model/registry/release-deployment.js';
import type { Settings } from '../../settings/settings.js';
import { find, isMap, type YamlMap, type YamlValue } from '../../yaml-value.js';
import type { KnownCloudConfig } from './capacity/cloud-config-disks.js';
import { type Group, groupsOf, jobsOf } from './changes/manifest.js';

/** The subject of a review. */
export interface Subject {
  readonly settings: Settings;
  readonly deployment: Deployment;
  readonly release: ReleaseDeployment;
  /** The manifest of registry and cache. */
  readonly registryManifest: YamlMap;
  /** The manifest that has the cells, with the wiring; undefined where no base is given. */
  readonly cellManifest: YamlMap | undefined;
  /** The director's own cloud config, and what the review makes: whole, or what the own one lacks. */
  readonly cloudConfigs: {
    readonly own: KnownCloudConfig | undefined;
    readonly made: KnownCloudConfig | undefined;
  };
  /** What the security group opens for containers; empty where none can be made. */
  readonly reached: readonly Reached[];
}

/** A group of a manifest that may not be known. */
export function groupIn(manifest: YamlMap | undefined, name: string): Group | undefined {
  return manifest && groupsOf(manifest).get(name);
}

/** The properties that a job is given by itself or by its group. */
export function jobProperties(manifest: YamlMap | undefined, group: string, job: string): YamlMap {
  const found = groupIn(manifest, group);
  const own = found && jobsOf(found).find(({ name }) => name === job)?.['properties'];
  if (isMap(own)) return own;
  return isMap(found?.map['properties']) ? found.map['properties'] : {};
}

/** A property of a job by its full name; undefined where it is not given. */
export function propertyIn(properties: YamlMap, name: string): YamlValue | undefined {
  return find(properties, name.split('.'));
}
