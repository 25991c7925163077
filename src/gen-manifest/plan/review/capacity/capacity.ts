/** Whether what is planned fits: staging disk on cells, images on the disks of registry and cache. */
import type { Service } from '../../../model/registry/release-deployment.js';
import type { CapacityBar, Growth } from '../review.js';
import type { Subject } from '../subject.js';
import { cellDisk, persistentDisk } from './disks.js';

/** The amounts, one bar each. */
export function planCapacity(subject: Subject): CapacityBar[] {
  const { cache } = subject.release;
  return [...stagingBar(subject), ...registryBar(subject), ...(cache ? cacheBar(cache, subject) : [])];
}

function stagingBar(subject: Subject): CapacityBar[] {
  const { diskMb } = subject.deployment.staging;
  if (typeof diskMb !== 'number') return [];
  const disk = cellDisk(subject);
  const bar = { label: 'Disk of a staging container, of the disk of a cell', usedMb: diskMb, wholeMb: disk.mb };
  if (disk.mb === undefined) return [{ ...bar, note: `staging.disk_mb; ${disk.toldBy}`, severity: 'note' }];
  const fits = Math.floor(disk.mb / diskMb);
  const from = `staging.disk_mb, of what a cell has by ${disk.from}`;
  if (fits === 0) return [{ ...bar, note: `${from}: nothing could be staged`, severity: 'error' }];
  const count =
    fits === 1 ? 'one app at a time can be staged on a cell' : `at most ${fits} apps can be staged on a cell at a time`;
  return [{ ...bar, note: `${from}: ${count}, if nothing runs there`, severity: fits === 1 ? 'warning' : 'note' }];
}

/** How the disk fills is shown as growth; a disk whose size is not known is shown as that. */
function registryBar(subject: Subject): CapacityBar[] {
  const disk = persistentDisk(subject);
  const growing = growthOf(subject);
  if (!growing || disk.mb !== undefined) return [];
  const label = 'Images that are pushed in a day, of the disk of the private registry';
  const note = `${growing.basis}; ${disk.toldBy}`;
  return [{ label, usedMb: growing.mbPerDay, wholeMb: undefined, note, severity: 'note' }];
}

/** Today's cache gives space back by itself from its limit on. */
function cacheBar(cache: Service, subject: Subject): CapacityBar[] {
  const percent = limitPercent(cache);
  if (percent === undefined) return [];
  const disk = persistentDisk(subject);
  const label = 'Images that the cache keeps, of its persistent disk';
  const usedMb = disk.mb === undefined ? undefined : Math.floor((disk.mb * percent) / 100);
  const size = disk.mb === undefined ? disk.toldBy : `the size is by ${disk.from}`;
  const note = `disk_limit_percent ${percent}: from there on it removes what was least recently pulled; ${size}`;
  return [{ label, usedMb, wholeMb: disk.mb, note, severity: percent > 95 ? 'warning' : 'note' }];
}

/** The job docker-registry, which Diego of old fills as a cache, has no limit. */
function limitPercent({ job, given }: Service): number | undefined {
  const percent = job === 'docker-cache' ? given.orDefault('disk_limit_percent') : undefined;
  return typeof percent === 'number' ? percent : undefined;
}

/** How the private registry's disk fills; undefined where images are in an object store, or the size is not known. */
export function planGrowth(subject: Subject): Growth | undefined {
  const disk = persistentDisk(subject);
  const growing = growthOf(subject);
  if (!growing || disk.mb === undefined) return undefined;
  return {
    label: 'Disk of the private registry',
    diskMb: disk.mb,
    mbPerDay: growing.mbPerDay,
    basis: `${growing.basis}; the size is by ${disk.from}`,
    fullAfterDays: Math.floor(disk.mb / growing.mbPerDay),
    limitMb: undefined,
  };
}

/** What is pushed in a day, and who says so; undefined where no disk is filled by it. */
function growthOf({ release: { registry }, settings }: Subject): Pick<Growth, 'mbPerDay' | 'basis'> | undefined {
  if (registry?.given.orDefault('storage.type') !== 'persistent_disk') return undefined;
  const mbPerDay = settings.own('review.growth_mb_per_day');
  if (typeof mbPerDay !== 'number' || mbPerDay <= 0) return undefined;
  const assumed = settings.find('review.growth_mb_per_day') === undefined;
  const basis = assumed
    ? 'review.growth_mb_per_day is not set: ten pushes a day that add 100 MiB each are assumed'
    : `review.growth_mb_per_day is ${mbPerDay} MiB`;
  return { mbPerDay, basis };
}
