/** A comparison of two files, as it is shown: lines looked up, secrets taken out. */
import type { Step } from '../errors.js';
import { redacted } from '../secrets/redacted.js';
import { isSecretName } from '../secrets/secret-names.js';
import { locate } from '../settings/locate.js';
import type { YamlSource } from '../settings/yaml-source.js';
import type { YamlValue } from '../yaml-value.js';
import { type Change, type PathStep, pathText } from './change.js';
import { compare } from './compare.js';

/** One side of a difference: where it stands, and its value without secrets. */
export interface Side {
  /** Counted from 1; missing where the document was not read from this file as it is. */
  readonly line?: number;
  readonly value: YamlValue;
}

/** One difference, ready to be shown. */
export interface ShownChange {
  readonly path: string;
  readonly kind: Change['kind'];
  readonly old?: Side;
  readonly new?: Side;
}

/** The difference of two files. */
export interface Difference {
  readonly old: string;
  readonly new: string;
  readonly changes: readonly ShownChange[];
}

/** A document with its file's name, and its source where its lines are those of the file. */
export interface Compared {
  readonly file: string;
  readonly value: YamlValue;
  readonly source?: YamlSource;
}

/** Compares two documents. */
export function difference(old: Compared, now: Compared): Difference {
  const changes = compare(old.value, now.value).map((change): ShownChange => {
    const names = secretNames(change.path);
    const side = (of: Compared, value: YamlValue, place: readonly Step[] | undefined): Side => {
      const line = of.source && place ? locate(of.source, place).line : undefined;
      return { ...(line !== undefined && { line }), value: redacted(value, names) };
    };
    return {
      path: pathText(change.path),
      kind: change.kind,
      ...('old' in change && { old: side(old, change.old, change.places.old) }),
      ...('new' in change && { new: side(now, change.new, change.places.new) }),
    };
  });
  return { old: old.file, new: now.file, changes };
}

/** The keys on the way; the `value` of a thing with a secret's name is a secret too. */
function secretNames(path: readonly PathStep[]): string[] {
  return path.flatMap((step, index) => {
    if (typeof step === 'string') return [step];
    return typeof step === 'object' && path[index + 1] === 'value' && isSecretName(step.value) ? [step.value] : [];
  });
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
