/** The Cloud Foundry versions that are known, and the one that a setting names. */

/** A Cloud Foundry that Diego belongs to. */
export interface Foundation {
  readonly name: 'diego-release';
  readonly version: string;
  /** The release of Cloud Foundry that this Diego was made for. */
  readonly cfRelease: string;
}

const known: readonly Foundation[] = [{ name: 'diego-release', version: '0.1463.0', cfRelease: 'v234' }];

/** Why a text names no known foundation, with what to do instead. */
export interface UnknownFoundation {
  readonly problem: string;
  readonly hint: string;
}

/** The names that a `foundation` setting may have. */
export function foundationNames(): string[] {
  return known.map(({ name, version }) => `${name}@${version}`);
}

/** Reads `<release>@<version>`; a leading v of the version is accepted, as tags have it. */
export async function parseFoundation(text: string): Promise<Foundation | UnknownFoundation> {
  const exact = known.find((each) => `${each.name}@${each.version}` === text);
  if (exact) return exact;
  // Loaded only for other spellings: setting up semver takes longer than planning a manifest.
  const { default: semver } = await import('semver');
  const [name, version, ...more] = text.split('@');
  const parsed = semver.parse(version?.replace(/^v/, '') ?? '');
  if (!name || !parsed || more.length > 0) {
    return {
      problem: `${JSON.stringify(text)} is not <release>@<version>`,
      hint: `for example ${foundationNames()[0]}`,
    };
  }
  const found = known.find((each) => each.name === name && semver.eq(each.version, parsed));
  if (found) return found;
  return {
    problem: `${name}@${parsed.version} is not a version that is known here`,
    hint: `known: ${foundationNames().join(', ')}`,
  };
}
