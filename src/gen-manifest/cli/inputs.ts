/** From options to the inputs of a run; short forms become `--set`. */
import type { Inputs } from '../settings/inputs.js';
import { type StubOption, stubOptions } from '../settings/stubs.js';
import type { Arguments } from './arguments.js';
import { type Option, type OptionName, options } from './options.js';

/** The inputs that the arguments name. `--set` comes last, so that it wins over the short forms. */
export function inputsOf({ command, given }: Arguments): Inputs {
  const stubs = stubOptions.flatMap((option): [StubOption, string][] => {
    const file = given[option]?.[0];
    return file === undefined ? [] : [[option, file]];
  });
  const shortForms = (Object.entries<Option>(options) as [OptionName, Option][]).flatMap(([name, { setting }]) => {
    const value = given[name]?.[0];
    return setting === undefined || value === undefined ? [] : [`${setting}=${value}`];
  });
  const cf = given.cf?.[0];
  const ofCloudConfig = command === 'cloud-config';
  const base = ofCloudConfig ? undefined : given.base?.[0];
  const cloudConfig = ofCloudConfig ? given.base?.[0] : undefined;
  return {
    ...(cf !== undefined && { cf }),
    ...(base !== undefined && { base, opsFiles: given['ops-file'] ?? [] }),
    ...(cloudConfig !== undefined && { cloudConfig }),
    stubs: Object.fromEntries(stubs),
    settings: given.settings ?? [],
    set: [...shortForms, ...(given.set ?? [])],
    lenient: given.lenient?.[0] === 'true',
  };
}
