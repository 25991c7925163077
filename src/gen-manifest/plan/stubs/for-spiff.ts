/** BOSH variables in a document that spiff merges. */
import { isVariable } from '../../yaml-value.js';
import { Noted } from '../../model/reason.js';
import type { PlannedValue } from '../planned.js';

/**
 * Writes `((name))` as `((!name))`: spiff v1.0.8 takes a whole value in double parentheses for a node of its
 * own and stops on it, cannot parse `!`, and leaves the text as it is (flow/flow.go, flowString). The bosh
 * CLI reads both the same (cloudfoundry/bosh-cli, director/template/template.go).
 */
export function forSpiff(value: PlannedValue): PlannedValue {
  if (value instanceof Noted) return new Noted(plainForSpiff(value.value), value.reason);
  if (Array.isArray(value)) return value.map(forSpiff);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, forSpiff(child)]));
  }
  return plainForSpiff(value);
}

function plainForSpiff<Value extends PlannedValue>(value: Value): Value {
  if (Array.isArray(value) || (typeof value === 'object' && value !== null)) return forSpiff(value) as Value;
  if (typeof value !== 'string' || !isVariable(value) || value.startsWith('((!')) return value;
  return `((!${value.slice(2)}` as Value;
}
