/** The entries that wire registry and cache into Diego, checked; one malformed entry would break every Docker app. */
import type { Finding } from '../errors.js';
import { cacheAddress, diegoFillsCache } from '../foundations/diego-wiring.js';
import type { DiegoFacts } from '../foundations/diego-facts.js';
import { type Foundation, foundationText } from '../foundations/foundation.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import { isVariable, scalarText } from '../yaml-value.js';
import type { InsecureRegistry } from './deployment.js';
import { cacheAddresses } from './cache-addresses.js';
import { knownHost } from './known-host.js';
import { insecureLists, malformed, overrideListFindings, unextendableLists } from './override-lists.js';
import { addressProblem, withoutCredentials } from './registry-address.js';
import { hostProblem, reachProblem } from './registry-host.js';
import type { Trust } from './trust.js';
import { variable } from '../environments/environment.js';

/** What decides which entries there are. */
interface Wired {
  readonly foundation: Foundation;
  readonly trust: Trust;
  readonly diego: DiegoFacts;
}

/**
 * The entries to add: the settings' own registries, then the private registry, then the cache. What is trusted
 * by its CA needs none.
 */
export function insecureRegistries(settings: Settings, wired: Wired, findings: Finding[]): InsecureRegistry[] {
  const lists = insecureLists(wired.diego);
  findings.push(...overrideListFindings(settings, lists));
  const own = [
    ...(settings.own('registry.enabled') ? [registry(settings, wired, findings)] : []),
    ...(settings.own('cache.enabled') ? caches(settings, wired, findings) : []),
  ];
  const entries = [...moreRegistries(settings, wired, findings), ...(wired.trust.by === 'ca' ? [] : own)];
  if (entries.length > 0) findings.push(...unextendableLists(settings, lists));
  return entries;
}

function registry(settings: Settings, { foundation }: Wired, findings: Finding[]): InsecureRegistry {
  const host = knownHost('registry', settings, foundation);
  if (host !== undefined) findings.push(...hostFindings(host, foundation));
  const name = scalarText(host?.value ?? variable('registry_host'));
  const text = host ? 'The private registry' : 'The private registry; registry.host sets its address';
  const [from, also] = [host, settings.find('registry.port')].filter((each) => each !== undefined);
  return {
    value: `${name}:${String(settings.own('registry.port'))}`,
    part: 'registry',
    reason: { text, ...(from && { from }), ...(also && { also }) },
  };
}

function hostFindings(host: Found, foundation: Foundation): Finding[] {
  const problem = typeof host.value === 'string' ? hostProblem(host.value, foundation) : undefined;
  return problem ? [malformed(host.path, host, problem, 'unreachable-registry')] : [];
}

/** Where Diego fills the cache it finds it in consul; else the operator names it, one for each upstream. */
function caches(settings: Settings, { foundation, diego }: Wired, findings: Finding[]): InsecureRegistry[] {
  const addresses = cacheAddresses(settings, foundation);
  if (diegoFillsCache(foundation)) {
    const byName = !diego.cacheByAddress;
    findings.push(...fixedCacheFindings(settings, foundation, byName));
    if (!byName) return addressedCache(settings, foundation, findings);
    const text =
      'The Docker cache, at the one address that the stager of this version looks up; cache.enabled: false takes it out';
    return addresses.map(({ address }) => ({ value: address, part: 'cache', reason: { text } }));
  }
  const host = knownHost('cache', settings, foundation);
  if (host !== undefined) findings.push(...hostFindings(host, foundation));
  return addresses.map(({ address, upstream }) => {
    const what = addresses.length === 1 ? 'The Docker cache' : `The Docker cache of ${upstream?.name ?? ''}`;
    const reason = host
      ? { text: what, from: host }
      : { text: `${what}; cache.host sets its address, cache.enabled: false takes it out` };
    return { value: address, part: 'cache', reason };
  });
}

/** Before v0.1421.1 images in the cache are named by the addresses that consul has for it. */
function addressedCache(settings: Settings, foundation: Foundation, findings: Finding[]): InsecureRegistry[] {
  findings.push(...namelessCache(settings, foundation));
  const found = settings.find('cache.static_ips');
  const addresses = Array.isArray(found?.value) ? found.value.map(scalarText) : [];
  const text = 'The Docker cache, by whose address images in it are named at this version; cache.static_ips sets it';
  const named = addresses.length > 0 ? addresses : [variable('cache_host')];
  return named.map((host, item) => ({
    value: `${host}:${String(settings.own('cache.port'))}`,
    part: 'cache',
    reason: { text, ...(found && { from: found, item }) },
  }));
}

/** Where images are named by the cache's addresses, a name of it is heeded by nobody. */
function namelessCache(settings: Settings, foundation: Foundation): Finding[] {
  const found = settings.find('cache.host');
  if (found === undefined || found.value === cacheAddress.host) return [];
  const message = `cache.host has no effect on ${foundationText(foundation)}: images in the cache are named by its addresses`;
  const hint = 'set cache.static_ips to them, and leave cache.host out';
  return [{ code: 'no-effect', severity: 'warning', message, hint, place: placeOf(found) }];
}

function fixedCacheFindings(settings: Settings, foundation: Foundation, byName: boolean): Finding[] {
  const fixed = [
    ...(byName ? ([['cache.host', cacheAddress.host]] as const) : []),
    ['cache.port', cacheAddress.port],
  ] as const;
  return fixed.flatMap(([path, only]): Finding[] => {
    const found = settings.trace(path);
    if (found === undefined || found.value === only || isVariable(found.value)) return [];
    return [
      {
        code: 'not-allowed',
        severity: 'error',
        message: `${path} can only be ${only} on ${foundationText(foundation)}`,
        hint: 'the stager looks up this service in consul and opens this port to it, no property changes that; remove the setting, or set cache.enabled to false',
        place: placeOf(found),
      },
    ];
  });
}

function moreRegistries(settings: Settings, { foundation }: Wired, findings: Finding[]): InsecureRegistry[] {
  const path = 'diego.insecure_registries';
  const found = settings.trace(path);
  if (!found || !Array.isArray(found.value)) return [];
  return found.value.flatMap((entry, index) => {
    // What is no text is refused by the schema already.
    if (typeof entry !== 'string') return [];
    const form = addressProblem(entry);
    const problem = form ?? reachProblem(entry, foundation);
    if (problem) {
      const what = `${path}[${index}] (${withoutCredentials(entry)})`;
      const code = form ? 'malformed-registry' : 'unreachable-registry';
      findings.push({ ...malformed(what, found, problem, code), place: placeOf(found, [index]) });
    }
    return [{ value: entry, reason: { from: found, item: index } }];
  });
}
