/** Switches that the generator of this version does not have, or ignores. */
import { type GeneratorFlag, generatorFlags } from '../../foundations/diego-release/generator-flags.js';
import { foundationText } from '../../foundations/foundation.js';
import { factAt, type VersionRow } from '../../foundations/version-rows.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

const names = Object.keys(generatorFlags) as GeneratorFlag[];
/** The settings of their own that two switches have. */
const settingOf: Readonly<Partial<Record<GeneratorFlag, string>>> = {
  'rootfs-release': 'diego.rootfs_release',
  'cf-bridge': 'diego.cf_bridge',
};

export const generatorFlagsKnown: Check = ({
  loaded: { settings },
  deployment: { foundation, generatorFlags: asked },
}) => {
  const letter = (flag: GeneratorFlag): string | undefined =>
    factAt(generatorFlags[flag].letters as readonly VersionRow<string>[], foundation.version);
  const known = names.filter((flag) => letter(flag) !== undefined);
  return asked
    .filter((flag) => names.includes(flag) && letter(flag) === undefined)
    .map((flag) => {
      const own = settingOf[flag] === undefined ? undefined : settings.find(settingOf[flag]);
      const found = own?.value === true ? own : settings.find('diego.generator_flags');
      return {
        code: 'no-effect' as const,
        severity: 'error' as const,
        message: `the generator of ${foundationText(foundation)} knows no ${flag}, which ${generatorFlags[flag].does}`,
        hint: hint(flag, known),
        ...(found && { place: placeOf(found) }),
      };
    });
};

function hint(flag: GeneratorFlag, known: readonly GeneratorFlag[]): string {
  const others = known.length === 0 ? 'it has no switches' : `it knows ${known.join(', ')}`;
  if (flag !== 'cf-bridge') return others;
  return known.includes('capi-bridge')
    ? `they come from cf-release anyhow, and -b asks for capi-release's: diego.generator_flags: [capi-bridge]; ${others}`
    : `before v0.1463.0 they come from Diego, from v0.1469.0 on from cf-release anyhow; ${others}`;
}
