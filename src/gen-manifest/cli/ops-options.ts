/** The options of `gen-manifest ops` and `gen-manifest diff`: the base, its ops files, and what is printed of it. */
import type { Option } from './options.js';

/** Declared as all others are (options.ts), of which they are a part. */
export const opsOptions = {
  base: {
    type: 'string',
    value: 'FILE',
    description: 'cf-deployment.yml as it is deployed: only what it lacks is printed',
    group: 'Ops files',
    commands: ['ops'],
  },
  'ops-file': {
    letter: 'o',
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'an ops file for the base, or for NEW of diff, in the order in which bosh gets them',
    group: 'Ops files',
    commands: ['ops', 'diff'],
  },
  'old-ops-file': {
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'an ops file for OLD, likewise',
    group: 'Ops files',
    commands: ['diff'],
  },
  full: {
    type: 'boolean',
    description: 'print the whole manifest: the base with its ops files and what it lacks, its comments kept',
    group: 'Ops files',
    commands: ['ops'],
  },
} as const satisfies Record<string, Option>;
