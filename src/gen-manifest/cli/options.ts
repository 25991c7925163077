/** Every option of the command line, declared once: parsing, help, completion and the README read this. */
import { environments } from '../environments/table.js';
import { jobOptions } from './job-options.js';
import { generatorOptions } from './generator-options.js';
import { opsOptions } from './ops-options.js';
import { reviewOptions } from './review-options.js';

/** The commands. `diego` is the default one: it needs no name. */
export const commands = {
  diego: "print Diego's deployment manifest (the default)",
  registry: 'print the deployment manifest of the private registry and the Docker cache',
  stubs: "print stubs for upstream's own generators",
  ops: "print the ops file that wires today's cf-deployment",
  'runtime-config': "print the runtime config that has cells trust the registry's CA",
  'security-group': 'print the rules that let containers reach registry and cache',
  'cloud-config': 'print the cloud config with what the deployment of registry and cache names',
  all: 'write everything for the foundation into a folder, with the commands that deploy it',
  validate: 'check settings and stubs, print nothing else',
  schema: 'print the JSON Schema of the settings, for editors',
  explain: 'say what a setting or property means and where it ends up',
  init: 'print a commented settings file to start from',
  'render-job': "print jobs' files as the VM will have them",
  diff: 'say what differs between two manifests or stubs, by meaning',
  review: 'show what will change, for people to read before they deploy',
  push: 'push an app with a private Docker image, through your own cf CLI',
  completion: 'print a completion script for bash or zsh',
} as const;
export type CommandName = keyof typeof commands;

/** What a command takes beside options. */
export interface Operand {
  readonly value: string;
  readonly optional?: true;
  readonly choices?: readonly string[];
  /** It names a file. */
  readonly file?: true;
  /** It is a text that nothing can be offered for. */
  readonly text?: true;
}

/** What each command takes beside options, in order; only the last may be optional. */
export const operands: Readonly<Partial<Record<CommandName, readonly Operand[]>>> = {
  explain: [{ value: 'PATH', optional: true }],
  'render-job': [{ value: 'JOB', optional: true }],
  diff: [
    { value: 'OLD', file: true },
    { value: 'NEW', file: true, optional: true },
  ],
  push: [{ value: 'APP', text: true }],
  completion: [{ value: 'SHELL', choices: ['bash', 'zsh'] }],
};

/** Headings of the help, in its order. */
export const optionGroups = [
  "Upstream's inputs",
  'Other versions of Diego',
  'Settings',
  'Base',
  'Stubs',
  'Jobs',
  'Review',
  'Image',
  'App',
  'Routes',
  'Dry run',
  'Output',
  'Help',
] as const;
export type OptionGroup = (typeof optionGroups)[number];

/** What is declared of one option. */
export interface Option {
  readonly letter?: string;
  readonly type: 'string' | 'boolean';
  readonly repeatable?: true;
  /** What the value is, for the help: FILE, DIR, PATH=VALUE. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** Of `choices` those that a command takes, where it does not take all. */
  readonly choicesOf?: Readonly<Partial<Record<CommandName, readonly string[]>>>;
  readonly description: string;
  /** The heading that it stands under in the help. */
  readonly group: OptionGroup;
  /** The commands that take it; all of them where it is missing. */
  readonly commands?: readonly CommandName[];
  /** The setting that it is short for. */
  readonly setting?: string;
}

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
