/**
 * `npm run bench`: how long a run takes, as a ratio to `node -e 0` in the same minutes on the same machine.
 *
 * The commands take turns, so that a busy machine slows all of them alike; medians are compared. Ends with
 * exit code 1 where a ratio is above its limit.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeInputs, sampleFiles } from '../../src/build/sample-inputs.js';

interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  /** The median may be this many times that of the contender it is compared with. */
  readonly limit?: { readonly factor: number; readonly of: string };
}

const rounds = Number(process.argv[2] ?? 31);
const bin = fileURLToPath(new URL('../../dist/gen-manifest.cjs', import.meta.url));
const reference = fileURLToPath(new URL('../../../shared/reference/diego-0.1463.0', import.meta.url));

/** Upstream's own example where it is at hand, else inputs of the same kind. */
function threeInputs(folder: string): string[] {
  if (!existsSync(reference)) return sampleFiles(folder).slice(0, 3).flat();
  const files = { '-c': 'cf.yml', '-i': 'iaas-settings.yml', '-p': 'property-overrides-docker.yml' };
  return Object.entries(files).flatMap(([option, file]) => [option, join(reference, file)]);
}

function contenders(folder: string): Contender[] {
  return [
    { name: 'node -e 0', argv: ['-e', '0'] },
    { name: '--env openstack', argv: [bin, '--env', 'openstack'], limit: { factor: 1.9, of: 'node -e 0' } },
    {
      name: '-c -i -p',
      argv: [bin, '--env', 'openstack', ...threeInputs(folder)],
      limit: { factor: 1.9, of: 'node -e 0' },
    },
    {
      name: '1,000 registries, 200 subnets',
      argv: [bin, '--env', 'openstack', ...largeInputs(folder)],
      limit: { factor: 2, of: '--env openstack' },
    },
  ];
}

function milliseconds(argv: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr.toString()}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function main(folder: string): boolean {
  const all = contenders(folder);
  const times = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round++) {
    for (const { name, argv } of all) {
      const time = milliseconds(argv);
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  const medians = new Map([...times].map(([name, values]) => [name, median(values)]));
  let passed = true;
  for (const { name, limit } of all) {
    const own = medians.get(name) as number;
    const ratio = own / (medians.get('node -e 0') as number);
    const compared = limit && own / (medians.get(limit.of) as number);
    if (compared !== undefined && compared > limit!.factor) passed = false;
    const against = limit ? `  ${compared?.toFixed(2)} times ${limit.of}, at most ${limit.factor}` : '';
    process.stdout.write(
      `${name.padEnd(32)}${own.toFixed(1).padStart(8)} ms${ratio.toFixed(2).padStart(7)}${against}\n`,
    );
  }
  return passed;
}

const folder = mkdtempSync(join(tmpdir(), 'gen-manifest-bench-'));
try {
  process.stdout.write(`medians of ${rounds} runs each, and as a ratio to node -e 0\n`);
  process.exitCode = main(folder) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
