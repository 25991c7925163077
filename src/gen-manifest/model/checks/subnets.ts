/** The subnets of a deployment in BOSH's form, and where each value of them was given. */
import type { Place, Step } from '../../errors.js';
import { networkNames } from '../../foundations/topology.js';
import { placeOf } from '../../settings/layers.js';
import { isMap, type YamlMap, type YamlValue } from '../../yaml-value.js';
import type { Checked } from './check.js';

/** One subnet, as it stands in the manifest. */
export interface GivenSubnet {
  /** Its name, for messages. */
  readonly network: string;
  readonly value: YamlMap;
  /** Where a key of it, or an item below the key, was given; undefined for what the environment has made. */
  readonly place: (key: string, item?: Step) => Place | undefined;
}

/** All subnets that are maps; anything else is passed on to BOSH as it is. */
export function givenSubnets({ loaded, deployment }: Checked): GivenSubnet[] {
  const { iaas, environment } = deployment;
  if (!iaas) return [];
  const stub = loaded.sections.iaas_settings?.source.file;
  return networkNames.flatMap((network) => {
    const subnets = iaas.subnets[network];
    if (!Array.isArray(subnets)) return [];
    const at = `iaas.${environment}.networks.${network}`;
    const whole = stub === undefined ? loaded.settings.find(`${at}.subnets`) : undefined;
    return subnets.flatMap((value, index): GivenSubnet[] => {
      if (!isMap(value)) return [];
      const place = (key: string, item?: Step): Place | undefined => {
        const below = item === undefined ? [key] : [key, item];
        if (stub !== undefined) {
          return { file: stub, path: ['iaas_settings', 'subnet_configs', network, 'subnets', index, ...below] };
        }
        if (whole) return placeOf(whole, [index, ...below]);
        const found = loaded.settings.find(`${at}.${key}`);
        return found && placeOf(found, below.slice(1));
      };
      return [{ network, value, place }];
    });
  });
}

/** True for what is neither missing nor, as a whole or in part, a variable. */
export function isGiven(value: YamlValue | undefined): boolean {
  return value !== undefined && value !== null && !(typeof value === 'string' && value.includes('(('));
}
