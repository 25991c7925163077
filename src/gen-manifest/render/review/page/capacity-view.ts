/** Disks as bars: what is used of what there is. */
import type { CapacityBar } from '../../../plan/review/review.js';
import { numberText, sizeText } from './amounts.js';

/** One bar; widths are per cent of the bar's. */
export interface BarView {
  readonly label: string;
  readonly severity: CapacityBar['severity'];
  /** True where the severity is worth a word. */
  readonly marked: boolean;
  /** What the bar shows, in words. */
  readonly amount: string;
  readonly note: string;
  /** Undefined where the whole is not known: there is nothing to draw. */
  readonly used: string | undefined;
  readonly over: boolean;
}

/** The view of a bar. */
export function barView({ label, usedMb, wholeMb, note, severity }: CapacityBar): BarView {
  const common = { label, severity, note, marked: severity !== 'note' };
  if (usedMb === undefined || wholeMb === undefined || wholeMb <= 0) {
    return {
      ...common,
      amount: `${usedMb === undefined ? '' : `${sizeText(usedMb)}, `}of a disk whose size is not known`,
      used: undefined,
      over: false,
    };
  }
  const share = (usedMb / wholeMb) * 100;
  return {
    ...common,
    amount: `${sizeText(usedMb)} of ${sizeText(wholeMb)}, ${numberText(Math.round(share))} %`,
    used: Math.max(0, Math.min(100, share)).toFixed(1),
    over: share > 100,
  };
}
