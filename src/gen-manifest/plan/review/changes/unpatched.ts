/**
 * What is wanted of a cf-deployment.yml that is not at hand, as two manifests that hold nothing else: so that the
 * review without a base still says which jobs of which groups are touched, and why.
 */
import { Noted } from '../../../model/reason.js';
import type { JobProperty } from '../../../foundations/cf-deployment/job-property.js';
import type { YamlMap } from '../../../yaml-value.js';
import { withLine } from '../../ops/ops-file.js';
import type { Wanted } from '../../ops/wanted.js';
import type { PlannedMap, PlannedValue } from '../../planned.js';

/** The two manifests. */
export interface Unpatched {
  readonly old: YamlMap;
  readonly new: PlannedMap;
}

/** The groups and jobs of `all`, without properties on one side, with what is wanted on the other. */
export function unpatchedSides(name: string, all: readonly Wanted[]): Unpatched {
  const old = new Skeleton();
  const now = new Skeleton();
  for (const each of all) {
    old.job(each.at);
    put(now.job(each.at), each);
  }
  return { old: old.manifest(name) as YamlMap, new: now.manifest(name) };
}

class Skeleton {
  private readonly groups = new Map<string, Map<string, PlannedMap>>();

  /** The properties of a job, made where they are missing. */
  job({ group, job }: JobProperty): PlannedMap {
    const jobs = this.groups.get(group) ?? new Map<string, PlannedMap>();
    const properties = jobs.get(job) ?? {};
    this.groups.set(group, jobs.set(job, properties));
    return properties;
  }

  manifest(name: string): PlannedMap {
    const groups = [...this.groups].map(([group, jobs]): PlannedMap => ({
      name: group,
      jobs: [...jobs].map(([job, properties]): PlannedMap => ({ name: job, properties })),
    }));
    return { name, instance_groups: groups };
  }
}

function put(properties: PlannedMap, wanted: Wanted): void {
  const { keys } = wanted.at;
  let here = properties;
  for (const key of keys.slice(0, -1)) here = (here[key] ??= {}) as PlannedMap;
  const last = keys.at(-1) as string;
  const value = wanted.kind === 'line' ? withLine(wanted.has, wanted.value) : wanted.value;
  const noted = new Noted(value, wanted.reason);
  if (wanted.kind !== 'entry') here[last] = noted;
  else here[last] = [...((here[last] ?? []) as PlannedValue[]), noted];
}
