/** The checks that need the tables of diego-release's and cf-release's versions, loaded only where these matter. */
import { cacheLookup } from './cache-lookup.js';
import type { Check } from './check.js';
import { generatorFlagsKnown } from './generator-flags.js';
import { oldRegistryApi } from './old-registry-api.js';
import { stagerPairing } from './stager-pairing.js';
import { staticPools } from './static-pools.js';
import { unreadSettings } from './unread-settings.js';

/** All of them. */
export const otherDiegoChecks: readonly Check[] = [
  stagerPairing,
  generatorFlagsKnown,
  oldRegistryApi,
  cacheLookup,
  unreadSettings,
  staticPools,
];
