/** Ranges of versions as the reference has them, and what must hold at their ends and just outside. */
import assert from 'node:assert/strict';
import gte from 'semver/functions/gte.js';
import sort from 'semver/functions/sort.js';
import { unknownCfRelease } from '../../../src/gen-manifest/foundations/cf-release/released.js';
import { cfDeploymentVersions } from '../../../src/gen-manifest/foundations/released/cf-deployment.js';
import { diegoReleaseVersions } from '../../../src/gen-manifest/foundations/released/diego-release.js';

/** A row of the reference. */
export type Row = Readonly<Record<string, unknown>>;

/** The text of a cell. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const diego = sort([...diegoReleaseVersions]);
const cfDeployment = sort([...cfDeploymentVersions]);
const cfRelease = Array.from({ length: 120 }, (_, index) => 168 + index)
  .filter((number) => unknownCfRelease(number) === undefined)
  .map((number) => `v${number}`);

/** The first and the last version that a text such as `v234 .. v237` names; HEAD is the newest one. */
function endsOf(range: string): [string, string] {
  const [first = '', last = first] = range.split(/\s*\.\.\s*/).map((end) => end.replace(/\s*\(.*$/, '').trim());
  return [first, last];
}

/** Asserts that a fact is so in the whole of a range, as far as versions are known, and is not just outside of it. */
function holds(
  known: readonly string[],
  [from, to]: readonly [number, number],
  is: (version: string) => boolean,
  what: string,
): void {
  assert.ok(from <= to, `${what}: no known version is in the range`);
  for (const version of [known[from], known[to]]) assert.ok(is(version as string), `${what} at ${version}`);
  for (const version of [known[from - 1], known[to + 1]])
    if (version !== undefined) assert.ok(!is(version), `${what} not at ${version}`);
}

/** For ranges of diego-release; tags before the generators and behind them are none here. */
export function inDiego(range: string, is: (version: string) => boolean): void {
  holdsIn(diego, range, is);
}

/** For ranges of cf-deployment. */
export function inCfDeployment(range: string, is: (version: string) => boolean): void {
  holdsIn(cfDeployment, range, is);
}

function holdsIn(known: readonly string[], range: string, is: (version: string) => boolean): void {
  const [first, last] = endsOf(range).map((end) => end.replace(/^v/, '')) as [string, string];
  const from = known.findIndex((version) => gte(version, first));
  const to = last.startsWith('HEAD') ? known.length - 1 : known.findLastIndex((version) => gte(last, version));
  holds(known, [from, to], is, range);
}

/** For ranges of cf-release. */
export function inCfRelease(range: string, is: (version: string) => boolean): void {
  const [first, last] = endsOf(range).map((end) => Number(end.replace(/^v/, ''))) as [number, number];
  const number = (version: string): number => Number(version.slice(1));
  const from = cfRelease.findIndex((version) => number(version) >= first);
  const to = cfRelease.findLastIndex((version) => number(version) <= last);
  holds(cfRelease, [from, to], is, range);
}
