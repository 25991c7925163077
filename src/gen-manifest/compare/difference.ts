/** A comparison of two files, as it is shown: lines looked up, secrets taken out. */
import type { Step } from '../errors.js';
import { namesSecretValue, redacted } from '../secrets/redacted.js';
import { locate } from '../settings/locate.js';
import type { YamlSource } from '../settings/yaml-source.js';
import { isMap, type YamlValue } from '../yaml-value.js';
import { type Change, pathText } from './change.js';
import { compare } from './compare.js';
import { type Operation, operationsAt, placeInFile } from './operations.js';

/** One side of a difference: where it stands, and its value without secrets. */
export interface Side {
  /** Counted from 1; missing where the document was not read from a file, or an operation put the value there. */
  readonly line?: number;
  readonly value: YamlValue;
}

/** One difference, ready to be shown. */
export interface ShownChange {
  readonly path: string;
  readonly kind: Change['kind'];
  readonly old?: Side;
  readonly new?: Side;
  /** The operations of ops files that it comes from; missing where it comes from the files themselves. */
  readonly by?: readonly OperationPlace[];
}

/** Where an operation stands; the line counts from 1. */
export interface OperationPlace {
  readonly file: string;
  readonly line: number;
}

/** The difference of two files, with the ops files that each was taken with, if any. */
export interface Difference {
  readonly old: string;
  readonly oldOpsFiles?: readonly string[];
  readonly new: string;
  readonly newOpsFiles?: readonly string[];
  readonly changes: readonly ShownChange[];
}

/** A document with its file's name, its source where it was read from that, and the operations made in it since. */
export interface Compared {
  readonly file: string;
  readonly value: YamlValue;
  readonly source?: YamlSource;
  readonly opsFiles?: readonly string[];
  readonly operations?: readonly Operation[];
}

/** Compares two documents. */
export function difference(old: Compared, now: Compared): Difference {
  const changes = compare(old.value, now.value).map((change): ShownChange => {
    const by = [old, now].flatMap(({ operations = [] }) => operationsAt(change.path, operations));
    return {
      path: pathText(change.path),
      kind: change.kind,
      ...('old' in change && { old: side(old, change, change.old, change.places.old) }),
      ...('new' in change && { new: side(now, change, change.new, change.places.new) }),
      ...(by.length > 0 && { by: by.map(({ file, line }) => ({ file, line })) }),
    };
  });
  return {
    old: old.file,
    ...(old.opsFiles && { oldOpsFiles: old.opsFiles }),
    new: now.file,
    ...(now.opsFiles && { newOpsFiles: now.opsFiles }),
    changes,
  };
}

function side(of: Compared, { path }: Change, value: YamlValue, place: readonly Step[] | undefined): Side {
  const { source, operations = [] } = of;
  const inFile = source && place && operations.length > 0 ? placeInFile(source.value, of.value, path, place) : place;
  const line = source && inFile ? locate(source, inFile).line : undefined;
  return { ...(line !== undefined && { line }), value: redacted(value, secretNames(of.value, place ?? [])) };
}

/** The keys on the way to a place; the `value` of what is named for a secret is a secret too. */
function secretNames(document: YamlValue, place: readonly Step[]): string[] {
  const names: string[] = [];
  let here: YamlValue | undefined = document;
  for (const step of place) {
    if (typeof step === 'string') names.push(step);
    if (step === 'value' && isMap(here) && namesSecretValue(here)) names.push('secret');
    here = (here as Record<Step, YamlValue> | undefined)?.[step];
  }
  return names;
}

/** How many there are of each kind, in words: `3 differences: 1 added, 2 changed`. */
export function countText({ changes }: Difference): string {
  if (changes.length === 0) return 'no differences';
  const kinds = ['added', 'removed', 'changed', 'reordered'] as const;
  const counts = kinds
    .map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const)
    .filter(([count]) => count > 0);
  const total = changes.length === 1 ? '1 difference' : `${changes.length} differences`;
  return `${total}: ${counts.map(([count, kind]) => `${count} ${kind}`).join(', ')}`;
}
