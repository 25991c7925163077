/** From options to the inputs of a run; short forms become `--set`. */
import type { Inputs } from '../settings/inputs.js';
import { stubOptions } from '../settings/stubs.js';
import { generatorFileOptions } from './generator-options.js';
import type { Arguments } from './arguments.js';
import type { CommandName } from './command-table.js';
import type { Option } from './option.js';
import { type OptionName, options } from './options.js';

/** The inputs that the arguments name. `--set` comes last, so that it wins over the short forms. */
export function inputsOf({ command, given }: Arguments): Inputs {
  const shortForms = (Object.entries<Option>(options) as [OptionName, Option][]).flatMap(([name, { setting }]) => {
    const value = given[name]?.[0];
    return setting === undefined || value === undefined ? [] : [`${setting}=${value}`];
  });
  const checkout = given['diego-release']?.[0];
  const cf = given.cf?.[0];
  return {
    ...(cf !== undefined && { cf }),
    ...deployedOf(command, given),
    ...(checkout !== undefined && { checkout }),
    generatorFiles: filesOf(generatorFileOptions, given),
    stubs: filesOf(stubOptions, given),
    settings: given.settings ?? [],
    set: [...shortForms, ...(given.set ?? [])],
    lenient: given.lenient?.[0] === 'true',
  };
}

/** What is deployed already: a cloud config to that command, a manifest with its ops files to all others. */
function deployedOf(command: CommandName, given: Arguments['given']): Partial<Inputs> {
  const ofDirector = command === 'cloud-config';
  const base = ofDirector ? undefined : given.base?.[0];
  const cloudConfig = (ofDirector ? given.base : given['cloud-config'])?.[0];
  return {
    ...(base !== undefined && { base, opsFiles: given['ops-file'] ?? [] }),
    ...(cloudConfig !== undefined && { cloudConfig }),
  };
}

/** The files that options of these names were given. */
function filesOf<Name extends OptionName>(
  names: readonly Name[],
  given: Arguments['given'],
): Partial<Record<Name, string>> {
  const named = names.flatMap((name) => (given[name]?.[0] === undefined ? [] : [[name, given[name][0]] as const]));
  return Object.fromEntries(named) as Partial<Record<Name, string>>;
}
