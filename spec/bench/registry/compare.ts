/** Two programs compared under one kind of load, in turns. */
import type { Load } from './load.js';

/** A measurement of both sides. */
export interface Comparison {
  /** Medians of the rates, in the unit of the measure. */
  readonly ours: number;
  readonly stock: number;
  /** Median of ours to stock within one round, and where it lies with 95 % confidence. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** A kind of load and how it is counted. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly what: 'pull' | 'manifests';
  readonly rate: (load: Load) => number;
}

/** Bytes of an image of 1 GiB, in layers of 128 MiB. */
export const pulls: Measure = {
  ...{ name: '1 GiB image', unit: 'MiB/s', what: 'pull' },
  rate: ({ bytes, seconds }) => bytes / 2 ** 20 / seconds,
};

/** Manifests by tag, one after the other. */
export const manifests: Measure = {
  ...{ name: 'manifests', unit: '1/s', what: 'manifests' },
  rate: ({ requests, seconds }) => requests / seconds,
};

/**
 * Measures both sides `rounds` times, after one round that does not count. They take turns, and change who begins, so
 * that what else the machine does hits both alike; only rates of one round are compared with each other.
 */
export async function compare(
  rounds: number,
  ours: () => Promise<number>,
  stock: () => Promise<number>,
): Promise<Comparison> {
  const pairs: { ours: number; stock: number }[] = [];
  for (let round = -1; round < rounds; round++) {
    const pair = { ours: 0, stock: 0 };
    const turns = [async () => void (pair.ours = await ours()), async () => void (pair.stock = await stock())];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    if (round >= 0) pairs.push(pair);
  }
  const ratios = pairs.map((pair) => pair.ours / pair.stock).sort((one, other) => one - other);
  const outside = outsideOfInterval(ratios.length);
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    stock: median(pairs.map((pair) => pair.stock)),
    ratio: median(ratios),
    low: ratios[outside] ?? Number.NaN,
    high: ratios[ratios.length - 1 - outside] ?? Number.NaN,
  };
}

/**
 * How many of `count` sorted values lie below the interval that holds the median with 95 % confidence, whatever their
 * distribution: the sign test, with half of what is left on either side.
 */
export function outsideOfInterval(count: number): number {
  let term = 0.5 ** count;
  let sum = term;
  let outside = 0;
  while (sum <= 0.025) {
    term *= (count - outside) / (outside + 1);
    sum += term;
    outside += 1;
  }
  return Math.max(0, outside - 1);
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN];
  return (low + high) / 2;
}
