/** A document that ops files were applied to: which operation made a difference, and which line of the file is still true. */
import type { Step } from '../errors.js';
import { isMap, type YamlValue } from '../yaml-value.js';
import type { PathStep } from './change.js';

/** An operation of an ops file, with the document before it and behind it; what it did not touch is shared by both. */
export interface Operation {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly before: YamlValue;
  readonly after: YamlValue;
}

/** The operations behind which something else stands at `path`, in their order. */
export function operationsAt(path: readonly PathStep[], operations: readonly Operation[]): readonly Operation[] {
  // An index means another item behind every operation that adds one before it: the list as a whole is looked at.
  const unnamed = path.findIndex((step) => typeof step === 'number');
  const shared = unnamed < 0 ? path : path.slice(0, unnamed);
  return operations.filter(({ before, after }) => !Object.is(valueAt(before, shared), valueAt(after, shared)));
}

function valueAt(document: YamlValue, path: readonly PathStep[]): YamlValue | undefined {
  let here: YamlValue | undefined = document;
  for (const step of path) here = childAt(here, step);
  return here;
}

function childAt(here: YamlValue | undefined, step: PathStep): YamlValue | undefined {
  if (typeof step !== 'object') return isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return Array.isArray(here) ? here.find((item) => isNamed(item, step)) : undefined;
}

function isNamed(item: YamlValue, { key, value }: { readonly key: string; readonly value: string }): boolean {
  return isMap(item) && item[key] === value;
}

/**
 * Where the file has what stands in its document now: `path` and `place` are those of a change in the document
 * with its operations made. Undefined where an operation put it there.
 */
export function placeInFile(
  original: YamlValue,
  document: YamlValue,
  path: readonly PathStep[],
  place: readonly Step[],
): readonly Step[] | undefined {
  let [was, is]: (YamlValue | undefined)[] = [original, document];
  const found: Step[] = [];
  for (const [at, step] of place.entries()) {
    const name = path[at];
    const inFile = Array.isArray(was) ? indexIn(was, is as YamlValue[], name, step as number) : step;
    if (inFile === undefined) return undefined;
    found.push(inFile);
    was = (was as Record<Step, YamlValue> | undefined)?.[inFile];
    is = (is as Record<Step, YamlValue>)[step];
    if (was === undefined) return undefined;
  }
  return Object.is(was, is) || (isMap(was) && isMap(is)) || (Array.isArray(was) && Array.isArray(is))
    ? found
    : undefined;
}

function indexIn(was: YamlValue[], is: YamlValue[], name: PathStep | undefined, index: number): number | undefined {
  const found =
    typeof name === 'object'
      ? was.findIndex((item) => isNamed(item, name))
      : was === is
        ? index
        : was.indexOf(is[index] as YamlValue);
  return found < 0 ? undefined : found;
}
