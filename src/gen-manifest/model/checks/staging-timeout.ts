/** A staging timeout that cf-release's own generator would lose without a word. */
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

/**
 * Source: cf-release v234, templates/cf.yml: `properties.cc` lists its keys, staging_timeout_in_seconds is
 * none of them, and the section merges nothing else; the same up to v287. The job reads the property.
 */
export const stagingTimeout: Check = ({ loaded, deployment }) => {
  const found = loaded.settings.find('staging.timeout_s');
  const { name, cfRelease } = deployment.foundation;
  if (!found || name !== 'diego-release') return [];
  const property = 'properties.cc.staging_timeout_in_seconds';
  return [
    {
      code: 'no-effect',
      severity: 'warning',
      message: `the templates of cf-release${cfRelease === undefined ? '' : ` ${cfRelease}`} lose ${property}, although its job reads it`,
      hint: `write it into the CF manifest that they make: ${property}`,
      place: placeOf(found),
    },
  ];
};
