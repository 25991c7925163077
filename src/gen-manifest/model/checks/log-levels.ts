/** Log levels that no job of Diego knows: it panics when it starts. Source: cloudfoundry-incubator/cf-lager. */
import { propertyOverrides } from '../../foundations/property-overrides.js';
import { didYouMean } from '../../settings/nearest.js';
import { placeOf } from '../../settings/layers.js';
import { isVariable } from '../../yaml-value.js';
import type { Check } from './check.js';

const levels = ['debug', 'info', 'error', 'fatal'];
const paths = Object.keys(propertyOverrides)
  .filter((path) => path.endsWith('.log_level'))
  .map((path) => `property_overrides.${path}`);

export const logLevels: Check = ({ loaded: { settings } }) =>
  paths.flatMap((path) => {
    const found = settings.find(path);
    if (!found || typeof found.value !== 'string' || levels.includes(found.value) || isVariable(found.value)) return [];
    return [
      {
        code: 'not-allowed' as const,
        severity: 'warning' as const,
        message: `${path.slice(path.indexOf('.') + 1)} is ${found.value}, which no job of Diego knows: it will not start`,
        hint: didYouMean(found.value, levels),
        place: placeOf(found),
      },
    ];
  });
