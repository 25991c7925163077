/** A difference for programs. */
import type { Difference } from '../../compare/difference.js';

/**
 * The JSON text: `{old, oldOpsFiles, new, newOpsFiles, changes: [{path, kind, old: {line, value}, new: {line, value},
 * by: [{file, line}]}]}`, each where there is something; `kind` is added, removed, changed or reordered. Whole
 * numbers beyond 2^53 are strings of their digits, since JSON's readers would round them.
 */
export function differenceJson(difference: Difference): string {
  const exact = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return `${JSON.stringify(difference, exact, 2)}\n`;
}
