/** The settings of the review alone. */
import type { Declaration } from '../../foundations/declaration.js';

/** What a review is told that no manifest knows. */
export const review = {
  'review.growth_mb_per_day': {
    type: 'integer',
    description:
      'What is pushed to the private registry a day and not collected; the default is ten pushes that add layers of 100 MiB each',
    default: 1000,
    minimum: 1,
    'x-unit': 'MiB a day',
    'x-ends-up-in': ['review: how long the disk of the private registry lasts'],
  },
} as const satisfies Record<string, Declaration>;
