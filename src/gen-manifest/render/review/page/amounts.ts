/** Amounts in words: counted things, and megabytes as people say them. */

const digits = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** `1,234`; at most one decimal place. */
export function numberText(value: number): string {
  return digits.format(value);
}

/** `1 change`, `2 changes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** `512 MB`, `10 GB`, `1.5 TB`: in the largest unit of which there is at least one. */
export function sizeText(mb: number): string {
  if (Math.abs(mb) < 1024) return `${numberText(mb)} MB`;
  if (Math.abs(mb) < 1024 * 1024) return `${numberText(mb / 1024)} GB`;
  return `${numberText(mb / 1024 / 1024)} TB`;
}

/** `20 days`, `14 months`, `3.5 years`: as exactly as a forecast is. */
export function durationText(days: number): string {
  if (days < 60) return counted(Math.round(days), 'day');
  if (days < 730) return `${numberText(Math.round(days / 30.4))} months`;
  return `${numberText(days / 365.25)} years`;
}
