/** A document as planners build it: plain YAML values, some of them with the reason why they stand there. */
import { Noted, type Reason } from '../model/reason.js';
import { isMap, type YamlValue } from '../yaml-value.js';

/** A value of a planned document, at any depth with or without a reason. */
export type PlannedValue = YamlValue | Noted | PlannedValue[] | PlannedMap;
/** A map of a planned document. */
export interface PlannedMap {
  [key: string]: PlannedValue;
}

/** A document and what it says of itself in its first lines. */
export interface PlannedDocument {
  readonly header: readonly string[];
  readonly value: PlannedMap | PlannedValue[];
}

/** `value`, noted where there is a reason. */
export function noted(value: YamlValue, reason: Reason | undefined): YamlValue | Noted {
  return reason === undefined ? value : new Noted(value, reason);
}

/** The document's values alone, without the reasons. */
export function plain(planned: PlannedValue): YamlValue {
  if (planned instanceof Noted) return plain(planned.value);
  if (Array.isArray(planned)) return planned.map(plain);
  if (!isMap(planned as YamlValue)) return planned as YamlValue;
  return Object.fromEntries<YamlValue>(
    Object.entries(planned as PlannedMap).map(([key, value]) => [key, plain(value)]),
  );
}
