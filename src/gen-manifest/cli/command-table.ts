/** The commands, and what each takes beside options. */

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
