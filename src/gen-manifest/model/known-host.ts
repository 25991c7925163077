/** What registry and cache are known by: their host, else, where BOSH DNS answers no names, their first address. */
import { hasBoshDns } from '../foundations/cf-deployment/bosh-dns.js';
import type { Foundation } from '../foundations/foundation.js';
import type { Found } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';

/** The host with the setting that it comes from; undefined where none is set, and a variable stands for it. */
export function knownHost(part: 'registry' | 'cache', settings: Settings, foundation: Foundation): Found | undefined {
  const host = settings.find(`${part}.host`);
  if (host || hasBoshDns(foundation)) return host;
  const addresses = settings.find(`${part}.static_ips`);
  const [first] = Array.isArray(addresses?.value) ? addresses.value : [];
  return addresses && first !== undefined ? { ...addresses, value: first } : undefined;
}
