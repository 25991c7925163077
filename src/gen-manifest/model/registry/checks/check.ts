/** A check of the deployment of this release. */
import type { Code, Finding } from '../../../errors.js';
import type { Foundation } from '../../../foundations/foundation.js';
import { type Found, placeOf } from '../../../settings/layers.js';
import type { Settings } from '../../../settings/settings.js';
import type { ReleaseDeployment, Service } from '../release-deployment.js';

/** What a check looks at. */
export interface CheckedRelease {
  readonly settings: Settings;
  readonly release: ReleaseDeployment;
  readonly foundation: Foundation;
}

/** Gives what is wrong. */
export type ReleaseCheck = (checked: CheckedRelease) => Finding[];

/** The services that are deployed. */
export function services({ registry, cache }: ReleaseDeployment): Service[] {
  return [registry, cache].filter((service) => service !== undefined);
}

/** An error at the setting that it comes from, where there is one. */
export function wrong(code: Code, message: string, hint: string, found: Found | undefined): Finding {
  return { code, severity: 'error', message, hint, ...(found && { place: placeOf(found) }) };
}
