/** Settings for other versions of diego-release than the one that is planned here without upstream's generator. */
import type { Declaration } from '../../foundations/declaration.js';
import { generatorFlags } from '../../foundations/diego-release/generator-flags.js';

/** Below `diego`, on the foundation diego-release alone. */
export const otherDiegos = {
  'diego.cf_release': {
    type: ['string', 'integer'],
    description:
      'The cf-release that Diego is deployed beside; not set, the CF manifest tells it, else it is the newest one of the time of this Diego',
    pattern: '^v?[0-9]+$',
    'x-allowed': 'a version such as v238',
    examples: ['v234'],
    'x-ends-up-in': ["the stub for cf-release's generator, and which properties its stager reads"],
  },
  'diego.generator_flags': {
    type: 'array',
    items: { type: 'string', enum: Object.keys(generatorFlags) },
    description: "Switches of upstream's generator, by what they do; each version knows some of them",
    default: [],
    examples: [['rootfs-release']],
    'x-ends-up-in': ["the command line of diego-release's scripts/generate-deployment-manifest"],
  },
} as const satisfies Record<string, Declaration>;
