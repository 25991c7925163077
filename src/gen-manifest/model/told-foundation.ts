/**
 * The foundation that a manifest tells: `manifest_version` of cf-deployment.yml, which it has from v1.3.0 on. Where a
 * setting names one, the two must agree.
 */
import type { Finding } from '../errors.js';
import {
  assumedFoundation,
  type Foundation,
  foundationText,
  parseFoundation,
  type UnknownFoundation,
} from '../foundations/foundation.js';
import type { Base } from '../settings/base-manifest.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import { find, scalarText } from '../yaml-value.js';

const key = 'manifest_version';

/** The foundation of the base; findings where it is not known, not told, or not the one that is named. */
export async function toldFoundation({ manifest }: Base, settings: Settings, findings: Finding[]): Promise<Foundation> {
  const named = settings.find('foundation');
  const parsed = named && (await parseFoundation(scalarText(named.value)));
  if (named && parsed && 'problem' in parsed) {
    findings.push(unknown(`foundation: ${parsed.problem}`, parsed.hint, placeOf(named)));
    return assumedFoundation;
  }
  const byName = parsed as Foundation | undefined;
  const version = scalarText(find(manifest.value, [key]));
  const place = { file: manifest.file, path: [key] };
  if (version === '') {
    if (byName) return byName;
    findings.push(
      unknown(
        `the base has no ${key}, so that it does not tell its version`,
        'name it, such as --foundation cf-deployment@1.0.0; if it is no cf-deployment.yml, there is nothing for ops to do',
        { file: manifest.file },
      ),
    );
    return assumedFoundation;
  }
  const told = await parseFoundation(`cf-deployment@${version}`);
  if ('problem' in told) return untold(told, byName, place, findings);
  if (!byName || foundationText(byName) === foundationText(told)) return told;
  findings.push(contradiction(byName, told, named as Found));
  return told;
}

/** A base of a version that is not known can still be wired by the facts of one that is named. */
function untold(
  { problem, hint }: UnknownFoundation,
  named: Foundation | undefined,
  place: Finding['place'] & object,
  findings: Finding[],
): Foundation {
  if (named?.name === 'cf-deployment') {
    const message = `the base is ${problem}; it is taken for ${foundationText(named)}, which is named`;
    findings.push({ ...unknown(message, 'every path is checked against the base', place), severity: 'warning' });
    return named;
  }
  findings.push(unknown(`the base is ${problem}`, hint, place));
  return named ?? assumedFoundation;
}

function contradiction(named: Foundation, told: Foundation, by: Found): Finding {
  return unknown(
    `${foundationText(named)} is named, and the base is ${foundationText(told)}`,
    `leave the foundation out, the base tells it; or give the base of ${foundationText(named)}`,
    placeOf(by),
  );
}

function unknown(message: string, hint: string, place: NonNullable<Finding['place']>): Finding {
  return { code: 'unknown-foundation', severity: 'error', message, hint, place };
}
