/**
 * Runs commands in turns, so that a busy machine slows all of them alike, and compares the medians of their times.
 */
import { spawnSync } from 'node:child_process';

/** A command that takes part. */
export interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The median may be this many times that of the contender it is compared with. */
  readonly limit?: { readonly factor: number; readonly of: string };
}

/** Milliseconds from start to end; the command must succeed. */
function milliseconds([program, ...argv]: Contender['command']): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr.toString()}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** Prints a line a contender, with its ratio to the first one; false where one is above its limit. */
export function contest(all: readonly [Contender, ...Contender[]], rounds: number): boolean {
  const times = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round++) {
    for (const { name, command } of all) {
      const time = milliseconds(command);
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  const medians = new Map([...times].map(([name, values]) => [name, median(values)]));
  process.stdout.write(`medians of ${rounds} runs each, and as a ratio to ${all[0].name}\n`);
  let passed = true;
  for (const { name, limit } of all) {
    const own = medians.get(name) as number;
    const ratio = own / (medians.get(all[0].name) as number);
    const compared = limit && own / (medians.get(limit.of) as number);
    if (compared !== undefined && compared > limit!.factor) passed = false;
    const against = limit ? `  ${compared?.toFixed(2)} times ${limit.of}, at most ${limit.factor}` : '';
    process.stdout.write(
      `${name.padEnd(32)}${own.toFixed(1).padStart(8)} ms${ratio.toFixed(2).padStart(7)}${against}\n`,
    );
  }
  return passed;
}
