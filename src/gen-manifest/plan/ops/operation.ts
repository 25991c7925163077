/** Operations of an ops file, and the paths that they name. */
import { escapedStep } from '../../compare/change.js';
import type { JobProperty } from '../../foundations/cf-deployment/job-property.js';
import type { Reason } from '../../model/reason.js';
import type { YamlValue } from '../../yaml-value.js';

/** One `replace` of an ops file; a path that ends with `/-` appends to a list. */
export interface Operation {
  readonly path: string;
  readonly value: YamlValue;
  readonly reason: Reason;
}

/** The steps from a manifest's root to a property of a job. */
export function stepsTo({ group, job, keys }: JobProperty): readonly string[] {
  return ['instance_groups', group, 'jobs', job, 'properties', ...keys];
}

/**
 * The path of a property, with `?` behind each key from the `there`th on, which need not be there. Never behind
 * the name of a group or a job: one that is missing would be made, and do nothing.
 */
export function pathOf({ group, job, keys, there }: JobProperty): string {
  const steps = ['properties', ...keys].map((key, index) => `${escapedStep(key)}${index < there ? '' : '?'}`);
  return `/instance_groups/name=${escapedStep(group)}/jobs/name=${escapedStep(job)}/${steps.join('/')}`;
}
