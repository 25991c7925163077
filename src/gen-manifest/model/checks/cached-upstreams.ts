/** The addresses of the cache follow from its upstreams: a variable in their place hides which there are. */
import { diegoFillsCache } from '../../foundations/diego-wiring.js';
import { placeOf } from '../../settings/layers.js';
import { isVariable, scalarText } from '../../yaml-value.js';
import type { Check } from './check.js';

export const cachedUpstreams: Check = ({ loaded: { settings }, deployment }) => {
  const found = settings.find('cache.properties.upstreams');
  if (!found || !settings.own('cache.enabled') || diegoFillsCache(deployment.foundation)) return [];
  const hidden = [found.value].flat().find((value) => isVariable(value));
  if (hidden === undefined) return [];
  return [
    {
      code: 'not-allowed',
      severity: 'error',
      message: `${found.path} has the variable ${scalarText(hidden)}, and each upstream has a port of its own, which Diego must know`,
      hint: 'write name, url and port of each upstream; its credentials and its CA can be variables',
      place: placeOf(found),
    },
  ];
};
