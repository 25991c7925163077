/** Why a value of a planned document is what it is, looked up by where it stands. */
import type { Step } from '../../errors.js';
import { Noted, type Reason } from '../../model/reason.js';
import type { Found } from '../../settings/layers.js';
import { placeOf } from '../../settings/layers.js';
import { located, placeText } from '../../settings/located.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import type { PlannedMap, PlannedValue } from '../planned.js';
import type { Why } from './review.js';

/** The value at a place of a planned document, and the reason of the deepest value on the way that has one. */
export interface PlannedAt {
  readonly value: PlannedValue | undefined;
  readonly reason: Reason | undefined;
}

/** Follows a place; inside of a value with a reason, that is the reason of everything. */
export function plannedAt(root: PlannedValue, place: readonly Step[]): PlannedAt {
  let here: PlannedValue | undefined = root;
  let reason: Reason | undefined;
  for (const step of [undefined, ...place]) {
    if (step !== undefined) here = childOf(here, step);
    if (here instanceof Noted) [reason, here] = [here.reason, here.value];
  }
  return { value: here, reason };
}

function childOf(value: PlannedValue | undefined, step: Step): PlannedValue | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Noted) return undefined;
  return Object.hasOwn(value, step) ? (value as PlannedMap)[step] : undefined;
}

/** The first reason within a value, as a list has whose items were added one by one. */
export function reasonWithin(value: PlannedValue | undefined): Reason | undefined {
  if (value instanceof Noted) return value.reason;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const child of Object.values(value)) {
    const reason = reasonWithin(child);
    if (reason) return reason;
  }
  return undefined;
}

/** A reason in the form that a review shows: the sentence, the setting, and the line that sets it. */
export function whyOf({ text, from, item, also }: Reason, sources: readonly YamlSource[]): Why {
  const beside = also && `${also.path} (${placeOfFound(also, sources)}) has a part in it`;
  const sentences = [text, beside].filter((each) => each !== undefined).join('; ');
  return {
    text: sentences === '' ? undefined : sentences,
    setting: from?.path,
    place: from && placeOfFound(from, sources, item),
  };
}

/** Such as `docker.yml:3:5`, `--set` or `its default`. */
export function placeOfFound(found: Found, sources: readonly YamlSource[], item?: number): string {
  switch (found.origin.kind) {
    case 'default':
      return 'its default';
    case 'set':
      return '--set';
    default:
      return placeText(
        located(placeOf(found, item === undefined ? [] : [item]), sources) ?? { file: found.origin.file },
      );
  }
}
