/** The network that is made here, as the checks of networks look at it: every value with the setting that gave it. */
import type { Place, Step } from '../../errors.js';
import { dockerNetwork } from '../../foundations/topology.js';
import type { CloudConfig } from '../../model/cloud-config/cloud-config.js';
import { type CheckedNetwork, subnetMaps } from '../../model/cloud-config/network-checks.js';
import { placeOf } from '../../settings/layers.js';
import type { Settings } from '../../settings/settings.js';
import { plain } from '../planned.js';

/** The network of `cloud`; its findings stand at the settings below `iaas.<env>.networks.docker`. */
export function ownNetwork(cloud: CloudConfig, settings: Settings): CheckedNetwork {
  const at = `iaas.${cloud.environment}.networks.${dockerNetwork}`;
  const whole = settings.find(`${at}.subnets`);
  const subnets = subnetMaps(plain(cloud.parts.subnets));
  const placeIn = (index: number, key: string, entry?: Step): Place | undefined => {
    if (whole) return placeOf(whole, entry === undefined ? [index, key] : [index, key, entry]);
    const found = settings.find(`${at}.${key}`);
    if (found) return placeOf(found, entry === undefined ? [] : [entry]);
    return key === 'static' ? placeOfAddress(cloud, settings) : undefined;
  };
  const where = whole ? `${at}.subnets` : `iaas.${cloud.environment}`;
  return {
    name: cloud.network.name,
    subnets: subnets.map((value, index) => ({
      network: dockerNetwork,
      value,
      place: (key: string, entry?: Step) => placeIn(index, key, entry),
    })),
    where,
    place: whole && placeOf(whole),
    change: whole ? `change ${at}.subnets` : `change ${at}.range and ${at}.static`,
    fresh: true,
    placed: !whole && !settings.find(`${at}.static`),
  };
}

/** Static addresses that no setting of the network gives are those of registry and cache. */
function placeOfAddress({ addresses: [first] }: CloudConfig, settings: Settings): Place | undefined {
  const found = first && settings.find(first.setting);
  return found && placeOf(found);
}
