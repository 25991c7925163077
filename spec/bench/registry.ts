/**
 * `npm run bench:registry [ROUNDS]`: the job docker-registry, deployed from the release tarball, and Distribution's own
 * program with its stock configuration, under the same load in the same minutes. Ends with exit code 1 where ours is
 * slower by more than the tolerance. Needs root, Go, `npm run tools` and `npm run release`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Machine } from '../support/agent/machine/machine.js';
import { closeReleases, openRelease, type Release } from '../support/agent/release.js';
import { type Authority, makeAuthority } from '../support/registry/certificates.js';
import { releaseRoot } from '../support/release-jobs.js';
import { compare, type Comparison, type Measure } from './registry/compare.js';
import { buildLoad, type LoadRunner } from './registry/load.js';
import { type Setting, settings, startPair } from './registry/settings.js';

/**
 * Ours is too slow where the whole interval of the ratio's median is below 1 less this: what noise explains is no
 * failure, and neither is what the place of a program's code and data in memory alone makes of equal programs.
 */
const tolerance = 0.03;
/** Seconds that clients pull for: short turns, so that other work on the machine hits both sides alike. */
const seconds = '1.5';

const rounds = Number(process.argv[2] ?? 25);
const tarball = process.env['RELEASE_TARBALL'] ?? join(releaseRoot, 'dist-release/diego-docker.tgz');
const distribution = join(releaseRoot, '.tools/bin/distribution');

interface Bench {
  readonly load: LoadRunner;
  readonly release: Release;
  readonly authority: Authority;
}

/** Prints the setting's rows; gives whether ours is fast enough in all of them. */
async function benchSetting(setting: Setting, { load, release, authority }: Bench): Promise<boolean> {
  const pair = await startPair(setting, release, authority, distribution);
  let passed = true;
  try {
    for (const target of [pair.ours, pair.stock]) await load('push', target);
    for (const measure of setting.measures) {
      const run = (target: typeof pair.ours) => async () =>
        measure.rate(await load(measure.what, target, '-seconds', seconds));
      const comparison = await compare(rounds, run(pair.ours), run(pair.stock));
      passed &&= comparison.high >= 1 - tolerance;
      process.stdout.write(`${row(setting, measure, comparison)}\n`);
    }
  } finally {
    await pair.remove();
  }
  return passed;
}

function row({ name }: Setting, measure: Measure, { ours, stock, ratio, low, high }: Comparison): string {
  const rates = [ours, stock].map((rate) => rate.toFixed(0).padStart(8)).join('');
  const spread = `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return `${`${measure.name}, ${name}`.padEnd(36)}${rates} ${measure.unit.padEnd(7)}${spread}`;
}

async function main(folder: string): Promise<boolean> {
  for (const needed of [tarball, distribution]) {
    if (!existsSync(needed)) throw new Error(`${needed} is not there: run npm run tools and npm run release`);
  }
  const load = await buildLoad(join(folder, 'load'));
  const bench = { load, release: await openRelease(tarball), authority: await makeAuthority(folder) };
  process.stdout.write(`16 clients at once, medians of ${rounds} rounds; the ratio is ours to stock, round by round\n`);
  process.stdout.write(`${''.padEnd(36)}    ours   stock        ratio (95 % of medians)\n`);
  let passed = true;
  for (const setting of settings) passed = (await benchSetting(setting, bench)) && passed;
  if (!passed) process.stdout.write(`slower than stock by more than ${tolerance * 100} %\n`);
  return passed;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-registry-'));
try {
  process.exitCode = (await main(folder)) ? 0 : 1;
} finally {
  await Machine.removeAll();
  closeReleases();
  rmSync(folder, { recursive: true, force: true });
}
