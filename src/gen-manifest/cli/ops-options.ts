/** The options of `gen-manifest ops` alone: the base, and what is printed of it. */
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
    description: 'an ops file that the base is deployed with, in the order in which bosh gets them',
    group: 'Ops files',
    commands: ['ops'],
  },
  full: {
    type: 'boolean',
    description: 'print the whole manifest: the base with its ops files and what it lacks, its comments kept',
    group: 'Ops files',
    commands: ['ops'],
  },
} as const satisfies Record<string, Option>;
