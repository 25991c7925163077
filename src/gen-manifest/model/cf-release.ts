/** The cf-release that Diego is deployed beside: a setting names it, or the CF manifest tells it. */
import type { Finding } from '../errors.js';
import { unknownCfRelease } from '../foundations/cf-release/released.js';
import { assumedFoundation, type Foundation, isAssumed } from '../foundations/foundation.js';
import { placeOf } from '../settings/layers.js';
import type { Loaded } from '../settings/load.js';
import { find, scalarText, type YamlValue } from '../yaml-value.js';

const setting = 'diego.cf_release';

/** The foundation with its cf-release; without a word on it, the newest one of the time of this Diego. */
export async function withCfRelease(foundation: Foundation, loaded: Loaded, findings: Finding[]): Promise<Foundation> {
  if (foundation.name !== 'diego-release') return foundation;
  const named = loaded.settings.find(setting);
  const byName = named && number(named.value);
  const told = number(find(loaded.cf?.release, ['version']));
  const byManifest = told !== undefined && unknownCfRelease(told) === undefined ? told : undefined;
  if (named && byName !== undefined) {
    const unknown = unknownCfRelease(byName);
    const place = placeOf(named);
    if (unknown) {
      const message = `${setting}: cf-release ${unknown.problem}`;
      findings.push({ code: 'unknown-foundation', severity: 'error', message, hint: unknown.hint, place });
    } else if (byManifest !== undefined && byManifest !== byName) {
      const message = `${setting} is v${byName}, and the CF manifest has cf-release v${byManifest}`;
      const hint = 'leave the setting out, the manifest tells it; or give the manifest that is deployed';
      findings.push({ code: 'unknown-foundation', severity: 'error', message, hint, place });
    } else return { ...foundation, cfRelease: `v${byName}` };
  }
  if (byManifest !== undefined) return { ...foundation, cfRelease: `v${byManifest}` };
  if (isAssumed(foundation)) return assumedFoundation;
  const { cfReleaseOfItsTime } = await import('../foundations/diego-release/cf-release-of-its-time.js');
  return { ...foundation, cfRelease: `v${cfReleaseOfItsTime(foundation.version)}` };
}

/** The number of a version such as 234, v234 or 234+dev.1; undefined for latest and the like. */
function number(version: YamlValue | undefined): number | undefined {
  const [, digits] = /^v?(\d+)(?:[.+].*)?$/.exec(scalarText(version)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
