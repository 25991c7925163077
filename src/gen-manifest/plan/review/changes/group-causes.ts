/**
 * What a change of an instance group itself does to its instances.
 *
 * Source: cloudfoundry/bosh v283.1.6, src/bosh-director/lib/bosh/director: deployment_plan/instance_plan.rb
 * (`changes`, `recreate_for_non_network_reasons?`, `networks_changed?`) says what differs, instance_updater/
 * update_procedure.rb what is done: a VM is made anew for its stemcell, its env, its cloud properties and its
 * networks, jobs are stopped and started for everything else but tags and DNS records.
 */
import type { Change } from '../../../compare/change.js';
import { isMap, scalarText, type YamlValue } from '../../../yaml-value.js';
import type { Cause } from './cause.js';
import { declaredHere, overlap } from './declared-properties.js';
import { type Group, instancesOf, jobKeys, jobsOf, stepWord } from './manifest.js';

const disk: Cause = {
  effect: 'restarted',
  text: 'its persistent disk changes: jobs stop while what is on the old disk is copied to the new one',
};
const vm = (key: string): Cause => ({
  effect: 'recreated',
  text: `its ${key} changes: a VM is made anew where the cloud properties differ`,
});

/** Keys of a group whose change is the same whatever it is. */
const causes: Readonly<Record<string, Cause>> = {
  properties: { effect: 'restarted', text: 'properties of its jobs change' },
  stemcell: { effect: 'recreated', text: 'it gets another stemcell' },
  vm_type: vm('vm_type'),
  vm_resources: vm('vm_resources'),
  vm_extensions: vm('vm_extensions'),
  resource_pool: vm('resource_pool'),
  env: { effect: 'recreated', text: 'its env changes' },
  azs: { effect: 'recreated', text: 'its azs change: instances that move are made anew in their new zone' },
  persistent_disk: disk,
  persistent_disk_type: disk,
  persistent_disk_pool: disk,
  persistent_disks: disk,
};

/** The cause of a change below a group that both manifests have. `change.path` starts at the manifest's root. */
export function groupCause(change: Change, old: Group, now: Group): Cause {
  const key = stepWord(change.path[2]);
  if (key === 'instances') return scaling(old, now);
  if (jobKeys.includes(key)) return jobCause(change, now);
  if (key === 'networks') return networkCause(change);
  const other: Cause = { effect: 'none', text: `${key} says how bosh deploys, and is nothing on a VM` };
  return Object.hasOwn(causes, key) ? (causes[key] as Cause) : other;
}

function scaling(old: Group, now: Group): Cause {
  const [before, after] = [instancesOf(old), instancesOf(now)];
  const counts = `instances: ${scalarText(old.map['instances']) || '?'} before, ${scalarText(now.map['instances']) || '?'} after`;
  if (before === undefined || after === undefined) return { effect: 'scaled', text: counts };
  const what = after > before ? `${after - before} more ${made(after - before)}` : `${before - after} fewer`;
  return { effect: 'scaled', text: `${counts}: ${what}` };
}

const made = (count: number): string => (count === 1 ? 'is made' : 'are made');

/** A job that comes or goes, or what it is given. */
function jobCause({ kind, path }: Change, group: Group): Cause {
  const step = path[3];
  const name = typeof step === 'object' ? step.value : undefined;
  if (name === undefined) return { effect: 'restarted', text: 'its jobs change' };
  if (path.length === 4) return { effect: 'restarted', text: `the job ${name} is ${kind}` };
  const key = stepWord(path[4]);
  if (key === 'release') return { effect: 'restarted', text: `the job ${name} comes from another release` };
  if (key === 'provides' || key === 'consumes') {
    return {
      effect: 'restarted',
      text: `links of the job ${name} change: its files differ where a template reads them`,
    };
  }
  if (key === 'properties' && undeclared(name, path.slice(5), group)) {
    return { effect: 'none', text: `the job ${name} declares no such property: bosh does not pass it on` };
  }
  return { effect: 'restarted', text: `properties of the job ${name} change` };
}

/** True for a property that a job of this release does not declare: no template can read it. */
function undeclared(job: string, steps: Change['path'], group: Group): boolean {
  const declared = declaredHere(jobsOf(group).find((each) => each['name'] === job));
  const path = steps.map(stepWord).join('.');
  return path !== '' && declared !== undefined && !declared.some((name) => overlap(name, path));
}

/** Addresses that are added are for further instances; one that goes takes its instance along. */
function networkCause(change: Change): Cause {
  const addsAddress = change.path[4] === 'static_ips' && change.kind === 'added' && change.path.length > 5;
  if (addsAddress) return { effect: 'none', text: 'addresses are added: instances that have one keep it' };
  return { effect: 'recreated', text: 'its networks change' };
}

/** How a job or a group is told from one that merely has another place: what moved from an older name stays. */
export function movedFrom(now: Group): string[] {
  const from = now.map['migrated_from'];
  const list: readonly YamlValue[] = Array.isArray(from) ? from : [];
  return list.filter(isMap).map((each) => scalarText(each['name']));
}
