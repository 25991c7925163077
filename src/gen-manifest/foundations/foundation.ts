/** The Cloud Foundry versions that are known, and the one that a setting names. */

/** The releases that a foundation can be named by: today's manifest of Cloud Foundry, or Diego's own of 2015 to 2017. */
export type FoundationName = 'diego-release' | 'cf-deployment';

/** A Cloud Foundry that Diego belongs to. */
export interface Foundation {
  readonly name: FoundationName;
  readonly version: string;
  /** The cf-release that Diego is deployed beside, such as v234; none on cf-deployment. */
  readonly cfRelease?: string;
}

/** The one that is assumed where nothing names another: a manifest is planned for it without upstream's generator. */
export const assumedFoundation: Foundation = { name: 'diego-release', version: '0.1463.0', cfRelease: 'v234' };

/** The one that is assumed for what only cf-deployment has, and what is the same for all its latest versions. */
export const todaysFoundation: Foundation = { name: 'cf-deployment', version: '58.0.0' };

/** Whether it is the version of Diego that is assumed, beside whichever cf-release. */
export function isAssumed({ name, version }: Foundation): boolean {
  return name === assumedFoundation.name && version === assumedFoundation.version;
}

/** Why a text names no known foundation, with what to do instead. */
export interface UnknownFoundation {
  readonly problem: string;
  readonly hint: string;
}

/** Names that a `foundation` setting may have, one of each kind, for examples. */
export function foundationNames(): string[] {
  return [foundationText(assumedFoundation), foundationText(todaysFoundation)];
}

/** A foundation as a setting names it, `<release>@<version>`. */
export function foundationText({ name, version }: Foundation): string {
  return `${name}@${version}`;
}

/** Reads `<release>@<version>`; a leading v of the version is accepted, as tags have it. */
export async function parseFoundation(text: string): Promise<Foundation | UnknownFoundation> {
  if (text === foundationText(assumedFoundation)) return assumedFoundation;
  // Loaded only for others: setting up semver takes longer than planning a manifest.
  const { namedFoundation } = await import('./named-foundation.js');
  return namedFoundation(text);
}
