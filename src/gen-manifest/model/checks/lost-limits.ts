/** Limits of staging that cf-release's own generator would lose without a word. */
import type { Finding } from '../../errors.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

/** The first cf-release whose templates have no `dea_next`: what a stub says there reaches no manifest. */
const firstWithoutLimits = 262;

/** What is set, and the property that Cloud Controller reads it from. */
const limits = [
  ['staging.disk_mb', 'properties.dea_next.staging_disk_limit_mb', firstWithoutLimits],
  ['staging.memory_mb', 'properties.dea_next.staging_memory_limit_mb', firstWithoutLimits],
  ['staging.timeout_s', 'properties.cc.staging_timeout_in_seconds', 0],
] as const;

/**
 * Source: cf-release v234 to v287, templates/cf.yml: `properties.cc` lists its keys, staging_timeout_in_seconds is none
 * of them; `<<: (( merge ))` in `properties` takes what cf-infrastructure-<iaas>.yml has, and nothing of later stubs.
 */
export const lostLimits: Check = ({ loaded: { settings }, deployment: { foundation } }) => {
  const { name, cfRelease = 'v0' } = foundation;
  if (name !== 'diego-release') return [];
  return limits.flatMap(([setting, property, first]): Finding[] => {
    const found = settings.find(setting);
    if (!found || Number(cfRelease.slice(1)) < first) return [];
    return [
      {
        code: 'no-effect',
        severity: 'warning',
        message: `the templates of cf-release ${cfRelease} lose ${property}, although its job reads it`,
        hint: `write it into the CF manifest that they make: ${property}`,
        place: placeOf(found),
      },
    ];
  });
};
