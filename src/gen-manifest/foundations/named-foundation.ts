/** Finds the foundation that a text names among all that were released. */
import gt from 'semver/functions/gt.js';
import lt from 'semver/functions/lt.js';
import parse from 'semver/functions/parse.js';
import sort from 'semver/functions/sort.js';
import {
  assumedFoundation,
  type Foundation,
  type FoundationName,
  foundationNames,
  foundationText,
  type UnknownFoundation,
} from './foundation.js';
import { cfDeploymentVersions } from './released/cf-deployment.js';
import { diegoReleaseVersions } from './released/diego-release.js';

const released: Readonly<Record<FoundationName, ReadonlySet<string>>> = {
  'diego-release': diegoReleaseVersions,
  'cf-deployment': cfDeploymentVersions,
};

/** How to go on with a version that is newer than all that are known. */
const newerHint: Readonly<Record<FoundationName, (newest: string) => string>> = {
  'cf-deployment': (newest) =>
    `the wiring has not moved since 1.9.0: name cf-deployment@${newest}, and give your manifest with --base, so that every path is checked against it`,
  'diego-release': () =>
    'from 2.0.0 on diego-release has no generator, cf-deployment deploys it: name your cf-deployment, such as cf-deployment@58.0.0',
};

/** The foundation, or why there is none of that name. */
export function namedFoundation(text: string): Foundation | UnknownFoundation {
  const [name = '', version, ...more] = text.split('@');
  const parsed = parse(version?.replace(/^v/, '') ?? '');
  if (!name || !parsed || more.length > 0) {
    return {
      problem: `${JSON.stringify(text)} is not <release>@<version>`,
      hint: `for example ${foundationNames().join(' or ')}`,
    };
  }
  if (!isFoundationName(name)) {
    return { problem: `${name} is not a release that is known here`, hint: `known: ${knownRanges()}` };
  }
  const found = { name, version: parsed.version };
  if (foundationText(found) === foundationText(assumedFoundation)) return assumedFoundation;
  return released[name].has(parsed.version) ? found : unknownVersion(name, parsed.version);
}

function unknownVersion(name: FoundationName, version: string): UnknownFoundation {
  const { oldest, newest, sorted } = versionsOf(name);
  const text = foundationText({ name, version });
  if (gt(version, newest)) {
    return { problem: `${text} is newer than ${newest}, the newest one known here`, hint: newerHint[name](newest) };
  }
  if (lt(version, oldest)) {
    return { problem: `${text} is older than ${oldest}, the oldest one known here`, hint: `known: ${knownRanges()}` };
  }
  const above = sorted.findIndex((each) => gt(each, version));
  return {
    problem: `${text} was never released`,
    hint: `the nearest versions are ${sorted[above - 1]} and ${sorted[above]}`,
  };
}

/** Such as `diego-release@0.1072.0 to 1.35.0`, for each release. */
function knownRanges(): string {
  return (Object.keys(released) as FoundationName[])
    .map((name) => `${name}@${versionsOf(name).oldest} to ${versionsOf(name).newest}`)
    .join(', ');
}

function versionsOf(name: FoundationName): { oldest: string; newest: string; sorted: readonly string[] } {
  const sorted = sort([...released[name]]);
  return { oldest: sorted[0] as string, newest: sorted.at(-1) as string, sorted };
}

function isFoundationName(name: string): name is FoundationName {
  return Object.hasOwn(released, name);
}
