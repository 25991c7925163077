/**
 * A stager that no longer looks the cache up: it stays empty, whatever Diego's builder could do.
 *
 * Source: stager 9e63d98, in capi-release from 1.12.0 on, which cf-release has from v250 on.
 */
import { diegoFillsCache } from '../../foundations/diego-wiring.js';
import { foundationText } from '../../foundations/foundation.js';
import type { Check } from './check.js';
import { stagerRelease } from './stager-pairing.js';

/** The first cf-release whose stager does not ask consul for the cache. */
const firstWithout = 250;

export const cacheLookup: Check = ({ loaded: { settings }, deployment }) => {
  const { foundation } = deployment;
  const beside = Number(foundation.cfRelease?.slice(1));
  const fills = diegoFillsCache(foundation) && stagerRelease(deployment) === 'cf' && beside >= firstWithout;
  if (!fills || !settings.own('cache.enabled')) return [];
  return [
    {
      code: 'no-effect',
      severity: 'warning',
      message: `the stager of cf-release ${foundation.cfRelease} looks up no cache, so that ${foundationText(foundation)} copies nothing into it`,
      hint: 'deploy cf-release v249 or older beside it, or diego-release v0.1491.0 or later, where the cache fetches images itself',
    },
  ];
};
