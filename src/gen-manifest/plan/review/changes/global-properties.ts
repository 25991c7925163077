/**
 * What a change of the global properties of a v1 manifest does to its groups: those restart with a job that reads
 * one. Where that cannot be told, the review says so, and never that nothing is touched.
 *
 * Source: cloudfoundry/bosh v262.3 and v283.1.6, src/bosh-director/lib/bosh/director/deployment_plan,
 * instance_group_spec_parser.rb: a job with properties of its own gets no others; job.rb: of the others it gets
 * those that its spec declares.
 */
import type { Change } from '../../../compare/change.js';
import { propertiesRead, readBySomeVersions } from '../../../foundations/diego-release/properties-read.js';
import { isMap, scalarText, type YamlMap, type YamlValue } from '../../../yaml-value.js';
import type { Cause } from './cause.js';
import { overlap, readBy } from './declared-properties.js';
import { type Group, groupsOf, jobsOf, stepWord } from './manifest.js';

const restarted = (text: string): Cause => ({ effect: 'restarted', text });

/** What the change does to each group; undefined where nothing. */
export function globalPropertyCause(change: Change, manifest: YamlValue): (group: Group) => Cause | undefined {
  const names = changedNames(change);
  const shown = change.path.slice(0, 4).map(stepWord).join('.');
  const orphan =
    names.some(
      (name) =>
        !Object.values(propertiesRead)
          .flat()
          .some((read) => overlap(read, name)),
    ) && ![...groupsOf(manifest).values()].some((group) => unknownJobs(group).length > 0);
  return (group) => {
    const reading = readingJobs(group, names.filter(isReadByAll));
    if (reading.length > 0) return restarted(`${shown} changes, which ${itsJobs(reading)} ${verb(reading, 'read')}`);
    const may = `${shown} changes: its jobs may restart, as`;
    const perhaps = readingJobs(group, names);
    if (perhaps.length > 0) return restarted(`${may} not every version of ${itsJobs(perhaps)} reads it`);
    const unknown = names.length === 0 ? [] : unknownJobs(group);
    // One sentence for all properties that change, so that it is said once.
    if (unknown.length > 0) {
      return restarted(
        `global properties change: its jobs may restart, as it is not known here whether ${itsJobs(unknown)} ${verb(unknown, 'read')} them`,
      );
    }
    return orphan && takingGlobals(group).length > 0
      ? restarted(`${may} it is not known here which job reads it`)
      : undefined;
  };
}

const isReadByAll = (name: string): boolean => !readBySomeVersions.some((each) => overlap(each, name));

/** The names of the properties that differ, below those that are maps; none for an empty map. */
function changedNames(change: Change): string[] {
  const at = change.path.slice(1).map(stepWord);
  const values = ['old' in change ? change.old : undefined, 'new' in change ? change.new : undefined];
  return values.flatMap((value) => (value === undefined ? [] : leaves(value, at)));
}

function leaves(value: YamlValue, at: readonly string[]): string[] {
  if (isMap(value)) return Object.entries(value).flatMap(([key, child]) => leaves(child, [...at, key]));
  return [at.join('.')];
}

/** A job with properties of its own is given those alone. */
function takingGlobals(group: Group): YamlMap[] {
  return jobsOf(group).filter((job) => !Object.hasOwn(job, 'properties'));
}

function readingJobs(group: Group, names: readonly string[]): string[] {
  return takingGlobals(group)
    .filter((job) => readBy(job)?.some((read) => names.some((name) => overlap(read, name))))
    .map(({ name }) => scalarText(name));
}

function unknownJobs(group: Group): string[] {
  return takingGlobals(group)
    .filter((job) => readBy(job) === undefined)
    .map(({ name }) => scalarText(name));
}

function itsJobs(names: readonly string[]): string {
  return names.length === 1
    ? `its job ${names.join('')}`
    : `its jobs ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const verb = (names: readonly string[], word: string): string => (names.length === 1 ? `${word}s` : word);
