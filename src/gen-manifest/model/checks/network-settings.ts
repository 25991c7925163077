/** Settings of a network that change nothing, since others replace them or are missing. */
import type { Finding } from '../../errors.js';
import { networkNames } from '../../foundations/topology.js';
import { catalog } from '../../settings/catalog.js';
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

export const networkSettings: Check = ({ loaded: { settings, sections }, deployment: { environment } }) => {
  if (environment === undefined || sections.iaas_settings) return [];
  return networkNames.flatMap((network): Finding[] => {
    const at = `iaas.${environment}.networks.${network}`;
    const subnets = settings.find(`${at}.subnets`);
    const made = environment === 'bosh-lite' && settings.find(`${at}.range`) === undefined;
    if (!subnets && !made) return [];
    const reason = subnets ? `${at}.subnets replaces it` : 'BOSH-Lite has its own subnets where no range is given';
    const hint = subnets ? 'write it into the subnets, or leave them out' : `set ${at}.range as well`;
    const others = [...catalog.keys()].filter((path) => path.startsWith(`${at}.`) && path !== `${at}.subnets`);
    return others.flatMap((path): Finding[] => {
      const found = settings.find(path);
      if (!found) return [];
      const message = `${path} has no effect: ${reason}`;
      return [{ code: 'no-effect', severity: 'warning', message, hint, place: placeOf(found) }];
    });
  });
};
