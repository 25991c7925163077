/** What can be declared of an option of the command line. */
import type { CommandName } from './command-table.js';

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
