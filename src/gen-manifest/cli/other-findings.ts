/** What is wrong in the files of a command line that is itself wrong: loaded only then, so that both are shown. */
import { load, type Loaded } from '../settings/load.js';
import type { Arguments } from './arguments.js';
import { inputsOf } from './inputs.js';
import type { Option } from './option.js';
import { type OptionName, options } from './options.js';

/** The options that name what is read; the others may be what is wrong. */
const inputs: readonly OptionName[] = [
  ...(['cf', 'iaas', 'property-overrides', 'instance-counts', 'release-versions'] as const),
  ...(['settings', 'set', 'lenient'] as const),
];

/** The errors in files and `--set`, with the sources that they stand in; none where the command reads none. */
export async function otherFindings({
  command,
  operands,
  given,
}: Arguments): Promise<Pick<Loaded, 'findings' | 'sources'>> {
  const named = inputs.flatMap((name): [OptionName, readonly string[]][] => {
    const option: Option = options[name];
    const values = (given[name] ?? []).filter((value) => value !== '');
    return values.length > 0 && (option.commands?.includes(command) ?? true) ? [[name, values]] : [];
  });
  const { findings, sources } = await load(inputsOf({ command, operands, given: Object.fromEntries(named) }));
  return { findings: findings.filter(({ severity }) => severity === 'error'), sources };
}
