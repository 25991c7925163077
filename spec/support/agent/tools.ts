/** The tools that `npm run tools` installs, and those that Debian has. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { releaseRoot } from '../release-jobs.js';

/** The path of a tool, in .tools/bin or on the PATH; skips the suite or test without it, and fails under CI=true. */
export function needTool(test: Context, name: string): string {
  const path = join(releaseRoot, '.tools/bin', name);
  if (existsSync(path)) return path;
  const other = onPath(name);
  if (other === '') missing(test, `.tools/bin/${name} is not there: run npm run tools`);
  return other;
}

/** A program of the machine's; skips the suite or test without it. It is not needed to build anything. */
export function needProgram(test: Context, name: string, hint: string): string {
  const found = onPath(name);
  if (found === '') missing(test, `${name} is not there: ${hint}`, false);
  return found;
}

function onPath(name: string): string {
  return spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
}

/** The release tarball that `npm run release` makes. */
export function needTarball(test: Context): string {
  const path = process.env['RELEASE_TARBALL'] ?? join(releaseRoot, 'dist-release/diego-docker.tgz');
  if (!existsSync(path)) missing(test, `${path} is not there: run npm run release`);
  return path;
}

function missing(test: Context, message: string, failsInCi = true): void {
  if (failsInCi && process.env['CI'] === 'true') throw new Error(message);
  process.stderr.write(`skipped: ${message}\n`);
  test.skip();
}
