/** What differs between two documents, as data. */
import type { Step } from '../errors.js';
import type { YamlValue } from '../yaml-value.js';

/** How an item of a list is found: by the key that names it, as BOSH's ops files do, or by its index. */
export interface ItemStep {
  readonly key: string;
  readonly value: string;
}

/** One step of a path that both documents share: a key, an index, or a named item. */
export type PathStep = Step | ItemStep;

/** The paths of a value in the documents themselves, for looking up its line. */
export interface Places {
  /** Missing where the old document does not have it. */
  readonly old?: readonly Step[];
  /** Missing where the new document does not have it. */
  readonly new?: readonly Step[];
}

/** One difference. `reordered`: a list without names that holds the same items in another order. */
export type Change = { readonly path: readonly PathStep[]; readonly places: Places } & (
  | { readonly kind: 'added'; readonly new: YamlValue }
  | { readonly kind: 'removed'; readonly old: YamlValue }
  | { readonly kind: 'changed' | 'reordered'; readonly old: YamlValue; readonly new: YamlValue }
);

/** A path as BOSH's ops files write it, such as `/instance_groups/name=api/jobs/name=cc/properties/cc~1x`. */
export function pathText(path: readonly PathStep[]): string {
  const steps = path.map((step) =>
    typeof step === 'object' ? `${step.key}=${escapedStep(step.value)}` : escapedStep(step),
  );
  return `/${steps.join('/')}`;
}

/** A step as a path may have it: cppforlife/go-patch (in bosh-cli v7.10.6), patch/pointer.go, rfc6901Encoder. */
export function escapedStep(step: Step): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1').replaceAll(':', '~7');
}
