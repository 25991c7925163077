/** The options of `gen-manifest render-job` alone: the manifest that has the jobs, and where their releases are. */
import type { Option } from './option.js';

/** Declared as all others are (options.ts), of which they are a part. */
export const jobOptions = {
  manifest: {
    type: 'string',
    value: 'FILE',
    description: 'the deployment manifest that has the job',
    group: 'Jobs',
    commands: ['render-job'],
  },
  release: {
    type: 'string',
    repeatable: true,
    value: 'PATH',
    description: "a release's folder or tarball; the working folder where none is given",
    group: 'Jobs',
    commands: ['render-job'],
  },
  'instance-group': {
    type: 'string',
    value: 'NAME',
    description: 'the instance group, where the job is in several',
    group: 'Jobs',
    commands: ['render-job'],
  },
  'vars-file': {
    letter: 'l',
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'values of ((variables)); a later file wins',
    group: 'Jobs',
    commands: ['render-job'],
  },
} as const satisfies Record<string, Option>;
