/** The caches that the settings of `gen-manifest push -s docker.yml --via-cache` deploy: which registry is cached where. */
import { type Finding, hasErrors } from '../errors.js';
import { parseFoundation } from '../foundations/foundation.js';
import { cacheAddresses } from '../model/cache-addresses.js';
import { type CacheAddress, upstreamName } from '../push/via-cache.js';
import { placeOf } from '../settings/layers.js';
import { load } from '../settings/load.js';
import type { Settings } from '../settings/settings.js';
import type { YamlSource } from '../settings/yaml-source.js';
import { isVariable, scalarText } from '../yaml-value.js';
import type { Arguments } from './arguments.js';

/** The caches, and the files that findings may lie in. */
export interface SettingsCaches {
  readonly caches: readonly CacheAddress[];
  readonly sources: readonly YamlSource[];
}

/** Reads the settings, where there are any; what is wrong with them is added to `findings`. */
export async function settingsCaches({ given }: Arguments, findings: Finding[]): Promise<SettingsCaches> {
  const files = given.settings ?? [];
  if (files.length === 0) return { caches: [], sources: [] };
  if (given['via-cache']?.[0] !== 'true') {
    const message = '--settings has no effect without --via-cache';
    findings.push({ code: 'usage', severity: 'error', message, hint: 'add --via-cache' });
  }
  const { settings, sources, findings: found } = await load({ settings: files, stubs: {}, set: [], lenient: false });
  const errors = found.filter(({ severity }) => severity === 'error');
  findings.push(...errors);
  return { caches: hasErrors(errors) ? [] : await cachesIn(settings, findings), sources };
}

/** A cache that Diego itself fills has no upstream: an image gets there by its own name. */
async function cachesIn(settings: Settings, findings: Finding[]): Promise<CacheAddress[]> {
  const named = settings.trace('foundation');
  const foundation = await parseFoundation(scalarText(named?.value));
  if ('problem' in foundation) {
    const message = `foundation: ${foundation.problem}`;
    const place = named && { place: placeOf(named) };
    findings.push({ code: 'unknown-foundation', severity: 'error', message, hint: foundation.hint, ...place });
    return [];
  }
  const enabled = settings.find('cache.enabled');
  if (enabled?.value === false) {
    const message = '--via-cache needs a Docker cache, and cache.enabled is false';
    const hint = 'push without --via-cache, or name a cache with --cache HOST:PORT';
    findings.push({ code: 'no-effect', severity: 'error', message, hint, place: placeOf(enabled) });
    return [];
  }
  return cacheAddresses(settings, foundation).flatMap(({ address, upstream }) => {
    if (upstream === undefined) return [];
    if (!hasVariable(address)) return [{ upstream: upstreamName(upstream.url), address }];
    findings.push(unknownAddress(address, settings));
    return [];
  });
}

function hasVariable(address: string): boolean {
  return isVariable(address) || address.includes('((');
}

function unknownAddress(address: string, settings: Settings): Finding {
  const host = settings.find('cache.host');
  return {
    code: 'missing',
    severity: 'error',
    message: `--via-cache needs the address of the cache, and the settings say ${address}`,
    hint: 'set cache.host to the name or address itself, or name the cache with --cache HOST:PORT in place of -s',
    ...(host && { place: placeOf(host) }),
  };
}
