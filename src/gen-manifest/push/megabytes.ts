/** Sizes as `cf push` takes them for -m and -k: a whole number with M, MB, G, GB or T, in any case. */

const units: Readonly<Record<string, number>> = { M: 1, MB: 1, G: 1024, GB: 1024, T: 1024 * 1024, TB: 1024 * 1024 };

/**
 * The size in MiB, which is what Cloud Controller's `memory` and `disk_quota` count; undefined where `text` is
 * none. Source: code.cloudfoundry.org/bytefmt, ToMegabytes, which refuses zero and a number without a unit.
 */
export function megabytes(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,12})([A-Za-z]{1,2})$/.exec(text.trim()) ?? [];
  const factor = units[unit.toUpperCase()];
  const size = Number(digits) * (factor ?? 0);
  return size > 0 && Number.isSafeInteger(size) ? size : undefined;
}
