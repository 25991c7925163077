/** What a completion script offers, from the options' table and the catalog of settings. */
import { foundationNames } from '../../foundations/foundation.js';
import { values } from '../../plan/explain/document-path.js';
import { planDocuments } from '../../plan/explain/documents.js';
import { catalog } from '../../settings/catalog.js';
import { jobSettings } from '../../settings/jobs/declarations.js';
import { isPropertyGroup } from '../../settings/jobs/groups.js';
import { type CommandName, commands } from '../command-table.js';
import type { Option } from '../option.js';
import { options } from '../options.js';
import { pushOptions } from '../push-options.js';

/** What follows an option on the command line; `text` is what nothing can be offered for. */
export type Value =
  | { readonly kind: 'file' | 'folder' | 'setting' | 'text' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

/** An option as it is typed. */
export interface OfferedOption {
  /** `-c` and `--cf`, the short form first. */
  readonly names: readonly string[];
  readonly description: string;
  /** Undefined for a switch. */
  readonly value: Value | undefined;
  readonly repeatable: boolean;
  readonly commands: readonly CommandName[];
}

/** All commands. */
export const commandNames = Object.keys(commands) as CommandName[];

/** The options of all commands but `push`. */
export const generalOptions: readonly OfferedOption[] = offered(
  options,
  commandNames.filter((command) => command !== 'push'),
);

/** The options of `push`, whose letters mean other things. */
export const offeredPushOptions: readonly OfferedOption[] = offered(pushOptions, ['push']);

/** All options. */
export const offeredOptions: readonly OfferedOption[] = [...generalOptions, ...offeredPushOptions];

function offered(table: Readonly<Record<string, Option>>, all: readonly CommandName[]): OfferedOption[] {
  return Object.entries(table).map(([name, option]) => ({
    names: [...(option.letter ? [`-${option.letter}`] : []), `--${name}`],
    description: option.description,
    value: valueOf(option),
    repeatable: option.repeatable === true,
    commands: option.commands ?? all,
  }));
}

/** All settings; a job's properties one by one, in place of the map that holds them. */
const settings = new Map([...[...catalog].filter(([path]) => !isPropertyGroup(path)), ...jobSettings()]);

/** The paths of all settings. */
export const settingPaths: readonly string[] = [...settings.keys()];

/** The properties of Diego's manifest, which `explain` takes beside settings; list items are left out. */
export async function propertyPaths(): Promise<string[]> {
  const { manifest } = await planDocuments({ environment: 'openstack' });
  const paths = values(manifest, ['properties']).map(({ path }) => path.join('.'));
  return paths.filter((path) => !path.startsWith('properties.etcd.cluster.'));
}

/** Settings that are true or false. */
export const switchPaths: readonly string[] = [...settings].flatMap(([path, { type }]) =>
  type === 'boolean' ? [path] : [],
);

function valueOf({ type, value, choices, setting }: Option): Value | undefined {
  if (type === 'boolean') return undefined;
  if (choices) return { kind: 'choice', choices };
  if (setting === 'foundation') return { kind: 'choice', choices: foundationNames() };
  if (value === 'PATH=VALUE') return { kind: 'setting' };
  if (value?.startsWith('DIR')) return { kind: 'folder' };
  return { kind: value === 'FILE' ? 'file' : 'text' };
}
