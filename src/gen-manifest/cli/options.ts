/** Every option of the command line, declared once: parsing, help, completion and the README read this. */
import { environments } from '../environments/table.js';
import { jobOptions } from './job-options.js';
import { generatorOptions } from './generator-options.js';
import { opsOptions } from './ops-options.js';
import type { Option } from './option.js';
import { reviewOptions } from './review-options.js';

/** The commands that read settings, and of them those that read the inputs of upstream's generator as well. */
const loading = [
  'diego',
  'registry',
  'stubs',
  'ops',
  'runtime-config',
  'security-group',
  'cloud-config',
  'all',
  'validate',
  'explain',
  'review',
] as const;
const upstream = ['diego', 'stubs', 'validate', 'explain', 'review', 'all'] as const;
const deployed = [...upstream, 'registry'] as const;

/** All options by their long names, in the order of the help. */
export const options = {
  env: {
    type: 'string',
    value: 'IAAS',
    choices: Object.keys(environments),
    description: 'the IaaS to deploy on',
    group: 'Settings',
    commands: [...loading, 'init'],
    setting: 'env',
  },
  cf: {
    letter: 'c',
    type: 'string',
    value: 'FILE',
    description: 'the deployed CF manifest; else its values are ((cf_...)) variables',
    group: "Upstream's inputs",
    commands: deployed,
  },
  iaas: {
    letter: 'i',
    type: 'string',
    value: 'FILE',
    description: "iaas-settings stub; replaces the environment's settings as a whole",
    group: "Upstream's inputs",
    commands: deployed,
  },
  'property-overrides': {
    letter: 'p',
    type: 'string',
    value: 'FILE',
    description: 'property-overrides stub; else what it must have is ((variables))',
    group: "Upstream's inputs",
    commands: upstream,
  },
  'instance-counts': {
    letter: 'n',
    type: 'string',
    value: 'FILE',
    description: 'instance-count-overrides stub',
    group: "Upstream's inputs",
    commands: upstream,
  },
  'release-versions': {
    letter: 'v',
    type: 'string',
    value: 'FILE',
    description: 'release-versions stub',
    group: "Upstream's inputs",
    commands: upstream,
  },
  'rootfs-release': {
    letter: 'r',
    type: 'boolean',
    description: 'take the cflinuxfs2 stack from cflinuxfs2-rootfs-release',
    group: "Upstream's inputs",
    commands: upstream,
    setting: 'diego.rootfs_release',
  },
  'cf-bridge': {
    letter: 'b',
    type: 'boolean',
    description: 'take the bridge jobs from cf-release',
    group: "Upstream's inputs",
    commands: upstream,
    setting: 'diego.cf_bridge',
  },
  settings: {
    letter: 's',
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'settings file; a later one wins',
    group: 'Settings',
    commands: loading,
  },
  set: {
    type: 'string',
    repeatable: true,
    value: 'PATH=VALUE',
    description: 'one setting; wins over every file',
    group: 'Settings',
    commands: loading,
  },
  foundation: {
    type: 'string',
    value: 'NAME@VERSION',
    description: 'the Cloud Foundry that Diego belongs to',
    group: 'Settings',
    commands: loading,
    setting: 'foundation',
  },
  lenient: {
    type: 'boolean',
    description: 'only warn where upstream would lose a key of a stub without a word',
    group: "Upstream's inputs",
    commands: upstream,
  },
  ...generatorOptions,
  ...opsOptions,
  ...reviewOptions,
  only: {
    type: 'string',
    value: 'STUB',
    choices: ['property-overrides', 'cf-properties', 'iaas-settings', 'persistent-disks'],
    description: 'print this stub alone',
    group: 'Stubs',
    commands: ['stubs'],
  },
  out: {
    type: 'string',
    value: 'DIR|FILE',
    description: 'write files into this folder, or the review into this file, and nothing to stdout',
    group: 'Output',
    commands: ['stubs', 'render-job', 'review', 'all'],
  },
  ...jobOptions,
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: ['text', 'markdown', 'json'],
    choicesOf: { review: ['html', 'markdown'] },
    description: 'for a terminal or a browser, a pull request, or a program; the first one where it is not given',
    group: 'Output',
    commands: ['diff', 'review'],
  },
  help: { letter: 'h', type: 'boolean', description: 'show this help', group: 'Help' },
  version: { type: 'boolean', description: 'show the version', group: 'Help' },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;
