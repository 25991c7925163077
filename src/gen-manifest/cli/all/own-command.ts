/** The command line of one document's own command, made of the command line that asks for all. */
import { foundationText } from '../../foundations/foundation.js';
import type { Arguments } from '../arguments.js';
import type { CommandName } from '../command-table.js';
import type { Option } from '../option.js';
import { type OptionName, options } from '../options.js';
import type { Prepared } from '../prepare.js';

/** Options that are of `all` alone, or mean other things to other commands. */
const notPassedOn: readonly OptionName[] = ['out', 'base', 'ops-file', 'cloud-config'];

/** The arguments behind `gen-manifest`, with the foundation where only a manifest tells it or nothing does. */
export function ownCommand(
  command: CommandName,
  { given }: Arguments,
  { loaded, deployment }: Prepared,
  more: readonly string[] = [],
): string[] {
  const words = (Object.entries<Option>(options) as [OptionName, Option][]).flatMap(([name, option]) => {
    const taken = !notPassedOn.includes(name) && (option.commands?.includes(command) ?? true);
    return taken ? (given[name] ?? []).flatMap((value) => word(name, option, value)) : [];
  });
  const told = more.includes('--base') && command === 'ops';
  const named = loaded.settings.find('foundation') !== undefined || told;
  return [
    ...(command === 'diego' ? [] : [command]),
    ...words,
    ...(named ? [] : ['--foundation', foundationText(deployment.foundation)]),
    ...more,
  ];
}

function word(name: OptionName, { letter, type }: Option, value: string): string[] {
  const key = letter === undefined ? `--${name}` : `-${letter}`;
  if (type !== 'boolean') return [key, value];
  return value === 'true' ? [key] : [`--${name}=false`];
}
