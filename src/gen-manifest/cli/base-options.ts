/** Options that say something of a base, and mean nothing without one. */
import type { Finding } from '../errors.js';
import type { Arguments } from './arguments.js';

/** A finding for each of `names` that is given without `--base`. */
export function withoutBase({ given }: Arguments, names: readonly ('ops-file' | 'full')[]): Finding[] {
  if (given.base) return [];
  return names.flatMap((name): Finding[] =>
    given[name] ? [{ code: 'usage', severity: 'error', message: `--${name} needs a base`, hint: baseOf[name] }] : [],
  );
}

const baseOf = {
  'ops-file': 'add --base cf-deployment.yml',
  full: 'add --base with what is deployed: cf-deployment.yml, or the cloud config',
} as const;
