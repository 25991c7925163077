/**
 * Diego's manifest and the stager of another release must mean the same property: what only one of them knows is
 * accepted without a word, and staging checks every registry.
 */
import { type Finding } from '../../errors.js';
import { asVersion } from '../../foundations/cf-release/released.js';
import { stagerReads } from '../../foundations/cf-release/stager.js';
import { type StagerRelease, stagers } from '../../foundations/diego-release/bridge.js';
import { type Foundation, foundationText } from '../../foundations/foundation.js';
import { factAt, factsAt } from '../../foundations/version-rows.js';
import { placeOf } from '../../settings/layers.js';
import type { Deployment } from '../deployment.js';
import type { Check } from './check.js';

/** Errors for a pair of which one half is lost. */
export const stagerPairing: Check = ({ loaded: { settings }, deployment }) => {
  const { foundation, diego } = deployment;
  const cf = foundation.cfRelease as string;
  if (stagerRelease(deployment) !== 'cf') return [];
  const read = factsAt(stagerReads, asVersion(cf));
  if (read.includes(diego.staging.manifest)) return [];
  const named = settings.find('diego.cf_release') ?? settings.find('foundation');
  const pair = `${foundationText(foundation)} takes its stager from cf-release ${cf}`;
  const finding = (message: string, hint: string): Finding[] => [
    { code: 'unknown-foundation', severity: 'error', message, hint, ...(named && { place: placeOf(named) }) },
  ];
  if (read.length === 0)
    return finding(`${pair}, which has none`, `upgrade cf-release to ${fitting(diego.staging.manifest)}`);
  return finding(
    `${pair}, which reads properties.${read.join(' and properties.')}, and Diego's manifest has properties.${diego.staging.manifest}: staging would know no insecure registry`,
    `${remedy(foundation)}; diego.cf_release names the cf-release that is deployed`,
  );
};

/** The release that the stager comes from with the switches that are asked for. */
export function stagerRelease({ foundation, generatorFlags }: Deployment): StagerRelease {
  const stager = factAt(stagers, foundation.version);
  const byFlag = generatorFlags.flatMap((flag) => stager?.with?.[flag] ?? []);
  return byFlag.includes('none') ? 'none' : (byFlag[0] ?? stager?.release ?? 'diego');
}

/** The versions of cf-release whose stager reads a property, in words. */
function fitting(property: string): string {
  return property.startsWith('capi.') ? 'v236 or later' : 'v234 to v237';
}

function remedy({ version, cfRelease }: Foundation): string {
  const minor = Number(version.split('.')[1]);
  if (!version.startsWith('0.') || minor >= 1470) {
    return `deploy cf-release v236 or later, or diego-release v0.1469.0 or older beside ${cfRelease}`;
  }
  const ofDiego = minor === 1469 ? '' : ', or take the stager from Diego itself (diego.cf_bridge: false)';
  return `deploy cf-release v234 to v237, or diego-release v0.1470.0 or later${ofDiego}`;
}
