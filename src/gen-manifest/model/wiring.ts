/** The entries that wire registry and cache into Diego, checked; one malformed entry would break every Docker app. */
import type { Finding } from '../errors.js';
import { cacheAddress } from '../foundations/diego-wiring.js';
import { placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import { isVariable, scalarText } from '../yaml-value.js';
import type { InsecureRegistry } from './deployment.js';
import { malformed, overrideListFindings, unextendableLists } from './override-lists.js';
import { addressProblem } from './registry-address.js';
import { hostProblem } from './registry-host.js';
import { variable } from '../environments/environment.js';

/** The entries to add: the settings' own registries, then the private registry, then the cache. */
export function insecureRegistries(settings: Settings, findings: Finding[]): InsecureRegistry[] {
  findings.push(...overrideListFindings(settings));
  const entries = [
    ...moreRegistries(settings, findings),
    ...(settings.own('registry.enabled') ? [registry(settings, findings)] : []),
    ...(settings.own('cache.enabled') ? [cache(settings, findings)] : []),
  ];
  if (entries.length > 0) findings.push(...unextendableLists(settings));
  return entries;
}

function registry(settings: Settings, findings: Finding[]): InsecureRegistry {
  const host = settings.trace('registry.host');
  if (host !== undefined && typeof host.value === 'string') {
    const problem = hostProblem(host.value);
    if (problem) findings.push(malformed('registry.host', host, problem, 'unreachable-registry'));
  }
  const name = scalarText(host?.value ?? variable('registry_host'));
  return {
    value: `${name}:${String(settings.own('registry.port'))}`,
    reason: host
      ? { text: 'The private registry', from: host }
      : { text: 'The private registry; registry.host sets its address' },
  };
}

function cache(settings: Settings, findings: Finding[]): InsecureRegistry {
  for (const [path, only] of [
    ['cache.host', cacheAddress.host],
    ['cache.port', cacheAddress.port],
  ] as const) {
    const found = settings.trace(path);
    if (found === undefined || found.value === only || isVariable(found.value)) continue;
    findings.push({
      code: 'not-allowed',
      severity: 'error',
      message: `${path} can only be ${only} on diego-release@0.1463.0`,
      hint: 'the stager looks up this service in consul and opens this port to it, no property changes that; remove the setting, or set cache.enabled to false',
      place: placeOf(found),
    });
  }
  return {
    value: `${String(settings.own('cache.host'))}:${String(settings.own('cache.port'))}`,
    reason: {
      text: 'The Docker cache, at the one address that the stager of this version looks up; cache.enabled: false takes it out',
    },
  };
}

function moreRegistries(settings: Settings, findings: Finding[]): InsecureRegistry[] {
  const path = 'diego.insecure_registries';
  const found = settings.trace(path);
  if (!found || !Array.isArray(found.value)) return [];
  return found.value.flatMap((entry, index) => {
    const problem = addressProblem(entry);
    if (problem) {
      const place = placeOf(found, [index]);
      findings.push({ ...malformed(`${path}[${index}] (${scalarText(entry)})`, found, problem), place });
    }
    return typeof entry === 'string' ? [{ value: entry, reason: { from: found } }] : [];
  });
}
