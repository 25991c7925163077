/** The options of `gen-manifest review` alone. */
import type { Option } from './option.js';

/** Declared as all others are (options.ts), of which they are a part. */
export const reviewOptions = {
  against: {
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'what is deployed, as bosh manifest prints it: Cloud Foundry or Diego, and registry and cache',
    group: 'Review',
    commands: ['review'],
  },
} as const satisfies Record<string, Option>;
