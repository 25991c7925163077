/** What a known base lacks: the operations that make it whole, and the base as they leave it. */
import type { Finding } from '../../errors.js';
import type { JobProperty } from '../../foundations/cf-deployment/job-property.js';
import { Noted } from '../../model/reason.js';
import { didYouMean } from '../../settings/nearest.js';
import { find, isMap, scalarText, type YamlMap, type YamlValue } from '../../yaml-value.js';
import type { PlannedValue } from '../planned.js';
import { applied } from './apply.js';
import { type Operation, pathOf, stepsTo } from './operation.js';
import { withLine } from './ops-file.js';
import { readPointer } from './pointer.js';
import type { Wanted } from './wanted.js';

/** The operations in order, and the document behind them, with the reasons of what they add. */
export interface Missing {
  readonly operations: readonly Operation[];
  readonly result: PlannedValue;
}

/** Compares what is wanted with the base; a finding for each path that the base does not have. */
export function missingOperations(base: PlannedValue, all: readonly Wanted[], findings: Finding[]): Missing {
  const operations: Operation[] = [];
  let result = base;
  // The same without reasons, to look into.
  let here = base as YamlValue;
  for (const each of all) {
    const lacking = pathFindings(here, each.at);
    findings.push(...lacking);
    const operation = lacking.length > 0 ? undefined : operationFor(each, here, findings);
    if (!operation) continue;
    operations.push(operation);
    result = withOperation(result, operation, new Noted(operation.value, operation.reason));
    here = withOperation(here, operation, operation.value) as YamlValue;
  }
  return { operations, result };
}

function withOperation(document: PlannedValue, { path }: Operation, value: PlannedValue): PlannedValue {
  const tokens = readPointer(path);
  if ('problem' in tokens) throw new Error(`${path} ${tokens.problem}`);
  const result = applied(document, tokens, { value });
  if ('problem' in result) throw new Error(`${path}: ${result.problem}`);
  return result.value as PlannedValue;
}

/** A group or a job that is not there: an operation for it would fail, or make one that does nothing. */
function pathFindings(base: YamlValue, { group, job }: JobProperty): Finding[] {
  const groups = named(base, ['instance_groups']);
  if (!groups.has(group)) {
    const hint = `${didYouMean(group, [...groups.keys()])}; is this the base that is deployed, with all its ops files given by -o?`;
    return [lacks(`the base has no instance group ${group}`, hint)];
  }
  const jobs = named(groups.get(group), ['jobs']);
  if (jobs.has(job)) return [];
  return [lacks(`the base has no job ${job} in its instance group ${group}`, didYouMean(job, [...jobs.keys()]))];
}

function named(parent: YamlValue | undefined, path: readonly string[]): Map<string, YamlMap> {
  const list = find(parent, path);
  const maps = Array.isArray(list) ? list.filter(isMap) : [];
  return new Map(maps.map((item) => [scalarText(item['name']), item]));
}

function lacks(message: string, hint: string): Finding {
  return { code: 'missing', severity: 'error', message, hint };
}

function operationFor(wanted: Wanted, base: YamlValue, findings: Finding[]): Operation | undefined {
  const { reason } = wanted;
  const at = wanted.kind === 'entry' ? countingList(wanted.at, wanted.winner, base) : wanted.at;
  const value = find(base, stepsTo(at));
  const path = pathOf({ ...at, there: depth(base, at) });
  switch (wanted.kind) {
    case 'entry':
      if (Array.isArray(value))
        return value.includes(wanted.value) ? undefined : { path: `${path}/-`, value: wanted.value, reason };
      if (value === undefined) return { path: `${path}/-`, value: wanted.value, reason };
      if (value === null) return { path, value: [wanted.value], reason };
      findings.push(lacks(`${path} in the base is no list`, 'write it as a list, so that entries can be added to it'));
      return undefined;
    case 'value':
      return value === wanted.value ? undefined : { path, value: wanted.value, reason };
    case 'line': {
      const text = scalarText(value);
      if (text.split('\n').includes(wanted.value)) return undefined;
      return { path, value: withLine(text, wanted.value), reason };
    }
  }
}

/** The list that counts: a deprecated one that has entries replaces the other. */
function countingList(at: JobProperty, winner: JobProperty | undefined, base: YamlValue): JobProperty {
  const list = winner && find(base, stepsTo(winner));
  return winner && Array.isArray(list) && list.length > 0 ? winner : at;
}

/** How many of `properties` and the keys behind it are there. */
function depth(base: YamlValue, at: JobProperty): number {
  const steps = stepsTo(at);
  const before = steps.length - at.keys.length - 1;
  let length = steps.length;
  while (length > before && find(base, steps.slice(0, length)) === undefined) length--;
  return length - before;
}
