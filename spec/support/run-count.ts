/** How many cases a property test tries. */

/**
 * `runs`, times SPEC_RUNS_FACTOR where that is set: `SPEC_RUNS_FACTOR=20 npm run test:unit` searches
 * twenty times as long.
 */
export function runCount(runs: number): number {
  return Math.ceil(runs * Number(process.env['SPEC_RUNS_FACTOR'] ?? 1));
}
