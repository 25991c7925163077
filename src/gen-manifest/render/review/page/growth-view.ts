/** The disk of a service over time, as a small plot with its meaning in words. */
import type { Growth } from '../../../plan/review/review.js';
import { durationText, numberText, sizeText } from './amounts.js';

/** What the plot shows, in the units of its view box. */
export interface GrowthView {
  readonly label: string;
  /** The plot in words: the same for who does not see it. */
  readonly sentence: string;
  readonly basis: string;
  readonly line: string;
  readonly area: string;
  /** Where the disk ends, and where the service's own limit does. */
  readonly levels: readonly {
    readonly y: string;
    readonly textY: string;
    readonly text: string;
    readonly is: 'disk' | 'limit';
  }[];
  /** Where the line meets the disk; undefined where it never does. */
  readonly full: { readonly x: string; readonly y: string } | undefined;
  readonly ticks: readonly { readonly x: string; readonly text: string; readonly anchor: 'start' | 'middle' | 'end' }[];
}

/** The plot's area within its view box of 440 by 220; room below for the days. */
const frame = { left: 8, right: 432, top: 34, bottom: 190 } as const;
/** Days shown where the disk never fills. */
const year = 365;

/** The view. */
export function growthView(growth: Growth): GrowthView {
  const { label, diskMb, basis, fullAfterDays, limitMb } = growth;
  const days = Math.max(1, horizon(growth));
  const ceiling = Math.max(diskMb, limitMb ?? 0, 1) * 1.08;
  const x = (day: number): number => frame.left + (Math.min(day, days) / days) * (frame.right - frame.left);
  const y = (mb: number): number => frame.bottom - (Math.min(mb, ceiling) / ceiling) * (frame.bottom - frame.top);
  const points = course(growth, days);
  const line = points.map(([day, mb]) => `${x(day).toFixed(1)},${y(mb).toFixed(1)}`).join(' ');
  const end = x(points.at(-1)?.[0] ?? 0).toFixed(1);
  return {
    label,
    sentence: sentence(growth),
    basis,
    line,
    area: `${line} ${end},${frame.bottom} ${frame.left},${frame.bottom}`,
    levels: levels(growth, y),
    full: fullAfterDays === undefined ? undefined : { x: x(fullAfterDays).toFixed(1), y: y(diskMb).toFixed(1) },
    ticks: [
      { x: x(0).toFixed(1), text: 'the first day', anchor: 'start' },
      { x: x(days / 2).toFixed(1), text: durationText(days / 2), anchor: 'middle' },
      { x: x(days).toFixed(1), text: durationText(days), anchor: 'end' },
    ],
  };
}

/** Days and MB from the first day on: until the disk is full, or along the limit that the service keeps. */
function course({ diskMb, mbPerDay, fullAfterDays, limitMb }: Growth, days: number): [number, number][] {
  if (fullAfterDays !== undefined) {
    return [
      [0, Math.max(0, diskMb - mbPerDay * fullAfterDays)],
      [fullAfterDays, diskMb],
    ];
  }
  const top = Math.min(limitMb ?? diskMb, diskMb);
  const reached = mbPerDay > 0 ? top / mbPerDay : Infinity;
  if (reached >= days) {
    return [
      [0, 0],
      [days, mbPerDay * days],
    ];
  }
  return [
    [0, 0],
    [reached, top],
    [days, top],
  ];
}

/** The days that the plot shows: somewhat beyond what happens. */
function horizon({ fullAfterDays, limitMb, mbPerDay }: Growth): number {
  if (fullAfterDays !== undefined) return fullAfterDays * 1.3;
  return limitMb !== undefined && mbPerDay > 0 ? (limitMb / mbPerDay) * 1.6 : year;
}

function levels({ diskMb, limitMb }: Growth, y: (mb: number) => number): GrowthView['levels'] {
  const level = (mb: number, is: 'disk' | 'limit', text: string, below: boolean): GrowthView['levels'][number] => ({
    y: y(mb).toFixed(1),
    textY: (y(mb) + (below ? 15 : -6)).toFixed(1),
    text,
    is,
  });
  return [
    level(diskMb, 'disk', `disk: ${sizeText(diskMb)}`, false),
    ...(limitMb === undefined ? [] : [level(limitMb, 'limit', `limit it keeps: ${sizeText(limitMb)}`, true)]),
  ];
}

function sentence({ diskMb, mbPerDay, fullAfterDays, limitMb }: Growth): string {
  const pace = `${sizeText(mbPerDay)} a day on a disk of ${sizeText(diskMb)}`;
  if (fullAfterDays !== undefined) {
    return `At ${pace}, it is full after ${durationText(fullAfterDays)} (${numberText(fullAfterDays)} days).`;
  }
  if (limitMb !== undefined) return `At ${pace}, it never fills: space is given back at ${sizeText(limitMb)}.`;
  return `At ${pace}, it does not fill.`;
}
