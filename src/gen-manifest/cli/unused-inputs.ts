/** Files that belong to the other foundation: they are read, and change nothing. */
import type { Finding } from '../errors.js';
import { type Foundation, type FoundationName, foundationText } from '../foundations/foundation.js';
import { stubOptions } from '../settings/stubs.js';
import type { Arguments } from './arguments.js';
import type { OptionName } from './options.js';

/** What is not used on a foundation, and why. */
const unused: Readonly<Record<FoundationName, { readonly names: readonly OptionName[]; readonly hint: string }>> = {
  'cf-deployment': {
    names: stubOptions,
    hint: 'leave it out: stubs are for the generators of diego-release, cf-deployment takes none',
  },
  'diego-release': {
    names: ['cloud-config'],
    hint: "leave it out: the v1 manifests of diego-release's time have networks, pools and disks themselves",
  },
};

/** A warning for each file that is given and not used. */
export function unusedInputs({ given }: Arguments, foundation: Foundation): Finding[] {
  const { names, hint } = unused[foundation.name];
  return names.flatMap((name) =>
    (given[name] ?? []).map((file): Finding => {
      const message = `--${name} has no effect on ${foundationText(foundation)}`;
      return { code: 'no-effect', severity: 'warning', message, hint, place: { file } };
    }),
  );
}
