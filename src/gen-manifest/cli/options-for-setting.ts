/** The options that a setting can be given by, from the options' table. */
import { type Section, sectionOf, type StubOption } from '../settings/stubs.js';
import type { Option } from './option.js';
import { type OptionName, options } from './options.js';

const table = Object.entries<Option>(options) as [OptionName, Option][];

/** Such as `-s, --set or -p` for an override; `-c` and `-i` for the inputs that are no settings. */
export function optionsFor({
  kind,
  path,
}: {
  readonly kind: 'setting' | 'cf' | 'iaas';
  readonly path: string;
}): string {
  if (kind !== 'setting') return kind === 'cf' ? '-c' : '-i';
  const short = table.filter(([, { setting }]) => setting === path).map(([name, option]) => letterOf(name, option));
  const section = path.split('.')[0] as Section;
  const stub = (Object.keys(sectionOf) as StubOption[]).find((option) => sectionOf[option] === section);
  const names = ['-s', ...(stub ? [letterOf(stub, options[stub])] : []), ...short, '--set'];
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** The option that is short for a setting and was given. */
export function shortFormOf(
  setting: string,
  given: Readonly<Partial<Record<OptionName, unknown>>>,
): string | undefined {
  const found = table.find(([name, option]) => option.setting === setting && given[name] !== undefined);
  return found && letterOf(...found);
}

function letterOf(name: OptionName, { letter }: Option): string {
  return letter === undefined ? `--${name}` : `-${letter}`;
}
