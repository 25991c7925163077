/** Which commands are for which foundation: asked for the other one, they say what to run instead. */
import type { Finding } from '../errors.js';
import {
  assumedFoundation,
  type Foundation,
  type FoundationName,
  foundationText,
  isAssumed,
  todaysFoundation,
} from '../foundations/foundation.js';
import type { DiegoCheckout } from '../settings/diego-checkout.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { CommandName } from './command-table.js';

/** What a command is made for, and what to do on the other foundation. */
interface MadeFor {
  readonly foundation: FoundationName;
  /** The command's artifact, for the sentence. */
  readonly artifact: string;
  readonly instead: string;
}

const madeFor: Readonly<Partial<Record<CommandName, MadeFor>>> = {
  diego: {
    foundation: 'diego-release',
    artifact: "Diego's own deployment manifest is",
    instead: 'Diego is a part of cf-deployment.yml there: gen-manifest ops prints the ops file that wires it',
  },
  stubs: {
    foundation: 'diego-release',
    artifact: "the stubs for upstream's generators are",
    instead: 'cf-deployment has none: gen-manifest ops prints the ops file that wires it',
  },
  ops: {
    foundation: 'cf-deployment',
    artifact: 'ops files are',
    instead:
      'name your cf-deployment, such as --foundation cf-deployment@58.0.0; for Diego of 2016, run gen-manifest stubs',
  },
  'cloud-config': {
    foundation: 'cf-deployment',
    artifact: 'a cloud config is',
    instead:
      "the v1 manifest of diego-release's time has networks, pools and disks itself: gen-manifest registry prints it; for today, name --foundation cf-deployment@58.0.0",
  },
  'runtime-config': {
    foundation: 'cf-deployment',
    artifact: "the runtime config with the registry's CA is",
    instead:
      'Diego of diego-release knows lists of insecure registries alone; for today, name --foundation cf-deployment@58.0.0',
  },
};

/** The foundation of a command where nothing names or tells one: a cloud config is the same for all of today's. */
export function assumedFor(command: CommandName): Foundation {
  return command === 'cloud-config' ? todaysFoundation : assumedFoundation;
}

/** Commands whose artifact is another one on another foundation; what they print does not always say which. */
const decided: readonly CommandName[] = [
  'diego',
  'registry',
  'stubs',
  'security-group',
  'cloud-config',
  'all',
  'review',
];

/** What was assumed where nothing names or tells the foundation, and how to name another. */
export function assumedNote(
  command: CommandName,
  { foundation, foundationAssumed }: { readonly foundation: Foundation; readonly foundationAssumed: boolean },
): Finding[] {
  if (!foundationAssumed || !decided.includes(command)) return [];
  const [beside, other] =
    foundation.name === 'diego-release'
      ? [
          foundation.cfRelease === undefined ? '' : ` beside cf-release ${foundation.cfRelease}`,
          `--foundation ${foundationText(todaysFoundation)} names a Cloud Foundry of today; a BOSH director newer than v270.1.0 refuses the v1 manifests of ${foundationText(foundation)}`,
        ]
      : ['', `--foundation names another, such as cf-deployment@2.0.0, which has no BOSH DNS`];
  const message = `no foundation is named: ${foundationText(foundation)}${beside} is assumed`;
  return [{ code: 'assumed-foundation', severity: 'note', message, hint: other }];
}

/** What named a foundation: a setting, or a checkout of diego-release. */
interface Naming {
  readonly by?: Found | undefined;
  readonly checkout?: DiegoCheckout | undefined;
}

/** The finding for a command on a foundation that it is not for, at what named the foundation. */
export function foundationFindings(
  command: CommandName,
  foundation: Foundation,
  { by, checkout }: Naming = {},
): Finding[] {
  const made = madeFor[command];
  const place = by && { place: placeOf(by) };
  if (made && made.foundation !== foundation.name) {
    const message = `${made.artifact} for ${made.foundation}, not for ${foundationText(foundation)}`;
    return [{ code: 'unknown-foundation', severity: 'error', message, hint: made.instead, ...place }];
  }
  if (command !== 'diego' || isAssumed(foundation) || checkout) return [];
  return [
    {
      code: 'unknown-foundation',
      severity: 'error',
      message: `the manifest of ${foundationText(foundation)} is made by its own generator, which needs a checkout`,
      hint: `add --diego-release DIR, a clone of cloudfoundry/diego-release with v${foundation.version} checked out; by itself gen-manifest plans ${foundationText(assumedFoundation)} alone`,
      ...place,
    },
  ];
}
