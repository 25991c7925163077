/** A registry must speak what Diego's builder and cells read. */
import type { Finding } from '../../../errors.js';
import { foundationText } from '../../../foundations/foundation.js';
import { isMap, scalarText, type YamlValue } from '../../../yaml-value.js';
import { type CheckedRelease, type ReleaseCheck, services, wrong } from './check.js';

/** Errors for a protocol that this foundation cannot read, and for what its cache and its registry cannot do. */
export const protocol: ReleaseCheck = (checked) => [
  ...wrongProtocol(checked),
  ...filledWithTls(checked),
  ...collectedAnyway(checked),
];

function wrongProtocol({ release, foundation }: CheckedRelease): Finding[] {
  const { protocol: needed } = release.facts;
  return [...services(release), ...release.errands].flatMap(({ given }): Finding[] => {
    const found = given.find('protocol');
    if (!found || found.value === null || found.value === needed) return [];
    const reads = needed === 'schema1' ? "only Docker's image manifest schema 1" : 'what registries speak today';
    const message = `${found.path} is ${scalarText(found.value)}, and Diego of ${foundationText(foundation)} reads ${reads}`;
    return [wrong('not-allowed', message, `remove the setting: it is ${needed} for this foundation`, found)];
  });
}

/** The builder of that time pushes to the cache without TLS. */
function filledWithTls({ settings, release: { facts, cache }, foundation }: CheckedRelease): Finding[] {
  if (!cache?.tls || !facts.filledByDiego) return [];
  const message = `cache.tls is true, and Diego of ${foundationText(foundation)} fills the cache without TLS`;
  return [wrong('not-allowed', message, 'remove the setting', settings.find('cache.tls'))];
}

/** The errand asks a running registry to collect, which the one for schema 1 does not do: src/registry/README.md. */
function collectedAnyway({ settings, release: { facts, registry }, foundation }: CheckedRelease): Finding[] {
  const enabled = settings.find('errands.collect-garbage.enabled');
  if (!registry || facts.collectsGarbage || enabled?.value !== true) return [];
  const message = `errands.collect-garbage.enabled is true, and the registry for ${foundationText(foundation)} collects no garbage`;
  const hint = 'remove the setting: the errand is left out, and images that are deleted keep their space on the disk';
  return [wrong('not-allowed', message, hint, enabled)];
}

/** Whether any upstream of the cache is asked with credentials, so that its private images can be read. */
export function hasCredentials(upstreams: YamlValue | undefined): boolean {
  return (
    Array.isArray(upstreams) &&
    upstreams.some((upstream) => isMap(upstream) && (upstream['credentials'] ?? null) !== null)
  );
}
