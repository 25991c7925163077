/** Staging of an old Diego speaks a registry API that no Distribution serves. */
import { foundationText } from '../../foundations/foundation.js';
import type { Check } from './check.js';

export const oldRegistryApi: Check = ({ deployment: { foundation, diego, insecureRegistries } }) => {
  if (diego.registryApi === 2 || insecureRegistries.length === 0) return [];
  const only =
    diego.staging.form === 'list' ? '' : ', and takes nothing but the Docker cache without a check of its TLS';
  return [
    {
      code: 'unreachable-registry',
      severity: 'warning',
      message: `staging of ${foundationText(foundation)} speaks version 1 of the registry API${only}: it cannot read images from the private registry`,
      hint: 'upgrade to diego-release v0.1438.0 or later, whose staging speaks version 2; cells are wired all the same',
    },
  ];
};
