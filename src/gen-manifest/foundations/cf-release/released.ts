/**
 * The versions of cf-release, the Cloud Foundry that Diego is deployed beside before cf-deployment.
 *
 * Source: the tags of cloudfoundry/cf-release; v287 is its last one, v168 the first whose templates set a limit of
 * staging.
 */

/** Numbers of the oldest and the newest version that are known here. */
export const cfReleases = { oldest: 168, newest: 287 } as const;

/** Numbers between them that were never released. */
const never: readonly number[] = [174, 181, 184, 185, 216];

/** Why a number is none of a known cf-release, with what to do; undefined where it is one. */
export function unknownCfRelease(number: number): { readonly problem: string; readonly hint: string } | undefined {
  const { oldest, newest } = cfReleases;
  if (number > newest) {
    return {
      problem: `v${number} was never released, v${newest} is the last one`,
      hint: 'cf-deployment came after it: name yours, such as --foundation cf-deployment@58.0.0',
    };
  }
  if (number < oldest) {
    return { problem: `v${number} is older than v${oldest}, the oldest one known here`, hint: 'upgrade Cloud Foundry' };
  }
  if (!never.includes(number)) return undefined;
  const [below, above] = [-1, 1].map((step) => nearest(number, step));
  return { problem: `v${number} was never released`, hint: `the nearest versions are v${below} and v${above}` };
}

function nearest(number: number, step: number): number {
  return never.includes(number) ? nearest(number + step, step) : number;
}

/** A cf-release such as v234 as the version that the tables of facts are by. */
export function asVersion(cfRelease: string): string {
  return `${cfRelease.slice(1)}.0.0`;
}
