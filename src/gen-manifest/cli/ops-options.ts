/** The options of commands that start from what is deployed: the base, its ops files, and what is printed of it. */
import type { Option } from './option.js';

/** Declared as all others are (options.ts), of which they are a part. */
export const opsOptions = {
  base: {
    type: 'string',
    value: 'FILE',
    description: 'cf-deployment.yml or the cloud config as it is deployed: only what it lacks is printed',
    group: 'Base',
    commands: ['ops', 'cloud-config', 'review', 'all'],
  },
  'cloud-config': {
    type: 'string',
    value: 'FILE',
    description: "the director's cloud config, for a cf-deployment.yml: only what it lacks is written",
    group: 'Base',
    commands: ['all', 'review'],
  },
  'ops-file': {
    letter: 'o',
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'an ops file for the base, or for NEW of diff, in the order in which bosh gets them',
    group: 'Base',
    commands: ['ops', 'diff', 'review', 'all'],
  },
  'old-ops-file': {
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'an ops file for OLD, likewise',
    group: 'Base',
    commands: ['diff'],
  },
  full: {
    type: 'boolean',
    description: 'print the whole, the base with its ops files and with what it lacks, its comments kept',
    group: 'Base',
    commands: ['ops', 'cloud-config'],
  },
} as const satisfies Record<string, Option>;
