/** A staging container cannot be larger than what a cell has to give. */
import { placeOf } from '../../settings/layers.js';
import type { Check } from './check.js';

const pairs = [
  ['staging.disk_mb', 'property_overrides.executor.disk_capacity_mb', 'disk'],
  ['staging.memory_mb', 'property_overrides.executor.memory_capacity_mb', 'memory'],
] as const;

export const stagingDisk: Check = ({ loaded: { settings } }) =>
  pairs.flatMap(([limit, capacity, what]) => {
    const wanted = settings.trace(limit);
    const given = settings.find(capacity);
    if (typeof wanted?.value !== 'number' || typeof given?.value !== 'number' || wanted.value <= given.value) return [];
    // What nobody chose stops nobody: Cloud Foundry's own limit may be lower than the default here.
    const chosen = wanted.origin.kind !== 'default';
    return [
      {
        code: 'disk-too-large' as const,
        severity: chosen ? ('error' as const) : ('warning' as const),
        message: `${limit} is ${wanted.value} MiB${chosen ? '' : ' by default'}, a cell gives ${given.value} MiB: nothing could be staged`,
        hint: `lower ${limit}, or raise executor.${what}_capacity_mb, or leave it out for all the ${what} of the VM`,
        place: placeOf(chosen ? wanted : given),
      },
    ];
  });
