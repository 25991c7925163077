/** More than one instance needs storage that all of them share. */
import type { Finding } from '../../../errors.js';
import { foundationText } from '../../../foundations/foundation.js';
import { scalarText } from '../../../yaml-value.js';
import { type CheckedRelease, type ReleaseCheck, wrong } from './check.js';

export const instances: ReleaseCheck = (checked) => [...onOneDisk(checked), ...filledByDiego(checked)];

function onOneDisk({ settings, release: { registry } }: CheckedRelease): Finding[] {
  if (!registry || !several(registry.instances)) return [];
  if (registry.given.orDefault('storage.type') !== 'persistent_disk') return [];
  return [
    wrong(
      'not-allowed',
      `registry.instances is ${scalarText(registry.instances)}, and each instance would have images of its own on its persistent disk`,
      'keep one instance, or set registry.properties.storage.type to s3, gcs or azure',
      settings.find('registry.instances'),
    ),
  ];
}

function filledByDiego({ settings, release: { facts, cache }, foundation }: CheckedRelease): Finding[] {
  if (!cache || !facts.filledByDiego || !several(cache.instances)) return [];
  return [
    wrong(
      'not-allowed',
      `cache.instances is ${scalarText(cache.instances)}, and Diego of ${foundationText(foundation)} writes to one instance and reads from another`,
      'keep one instance',
      settings.find('cache.instances'),
    ),
  ];
}

function several(count: unknown): boolean {
  return typeof count === 'number' && count > 1;
}
