/** Networks that have fewer static addresses than an old Diego gives to its jobs. */
import type { Finding } from '../../errors.js';
import { foundationText } from '../../foundations/foundation.js';
import { networkNames } from '../../foundations/topology.js';
import { find, scalarText, type YamlValue } from '../../yaml-value.js';
import { AddressReader } from './address-reader.js';
import type { Check } from './check.js';

/** Errors where the manifest itself is made; for stubs, that may be completed, warnings. */
export const staticPools: Check = ({
  loaded: { sections, checkout },
  deployment: { foundation, diego, environment, iaas },
}) => {
  const wanted = diego.staticAddresses;
  if (wanted === 0 || !iaas) return [];
  const stub = sections.iaas_settings;
  return networkNames.flatMap((network): Finding[] => {
    const has = staticCount(iaas.subnets[network]);
    if (has >= wanted) return [];
    const where = stub ? `in ${stub.source.file}` : `with iaas.${environment ?? '<env>'}.networks.${network}.static`;
    return [
      {
        code: 'missing',
        severity: checkout ? 'error' : 'warning',
        message: `${foundationText(foundation)} gives its jobs static addresses: ${network} needs ${wanted}, and has ${has}`,
        hint: `give them ${where}, such as 10.10.1.10 - 10.10.1.30: spiff counts them, so that a ((variable)) is none`,
        ...(stub && { place: { file: stub.source.file, path: ['iaas_settings', 'subnet_configs', network] } }),
      },
    ];
  });
};

/** How many addresses the lists of all subnets name. */
function staticCount(subnets: YamlValue): number {
  const reader = new AddressReader();
  const entries = Array.isArray(subnets) ? subnets.flatMap((subnet) => find(subnet, ['static']) ?? []) : [];
  return entries.flat().reduce<number>((sum, entry) => {
    const interval = reader.interval(scalarText(entry));
    return interval ? sum + Number(interval.last) - Number(interval.first) + 1 : sum;
  }, 0);
}
