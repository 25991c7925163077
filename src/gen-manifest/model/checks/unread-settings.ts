/** Property overrides among the settings that another version of diego-release does not read. */
import type { Finding } from '../../errors.js';
import { versionsThatRead } from '../../foundations/diego-release/stub-keys-at.js';
import { foundationText } from '../../foundations/foundation.js';
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

export const unreadSettings: Check = ({ loaded: { settings }, deployment: { foundation, diego } }) =>
  Object.keys(propertyOverrides).flatMap((path): Finding[] => {
    const found = settings.find(`property_overrides.${path}`);
    // What a stub has is checked where it is read.
    if (!found || found.origin.kind === 'stub' || diego.reads(path)) return [];
    const read = versionsThatRead('property_overrides', path);
    return [
      {
        code: 'unread-override',
        severity: 'error',
        message: `property_overrides.${path} is not read by ${foundationText(foundation)}: it would be lost without a word`,
        hint: read === undefined ? 'remove it' : `read by diego-release ${read}`,
        place: placeOf(found),
      },
    ];
  });
