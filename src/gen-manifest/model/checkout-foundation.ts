/** The foundation that a checkout of diego-release is; where a setting names one, the two must agree. */
import type { Finding } from '../errors.js';
import { assumedFoundation, type Foundation, foundationText, parseFoundation } from '../foundations/foundation.js';
import type { DiegoCheckout } from '../settings/diego-checkout.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import { scalarText } from '../yaml-value.js';

/** Tags whose newest final release is the one before: without git, a name is all that tells them. Source: releases/. */
const unlisted: Readonly<Record<string, string>> = { '0.1130.0': '0.1132.0', '0.1164.0': '0.1166.0' };

/** The foundation of the checkout; findings where it is not known, not told, or not the one that is named. */
export async function checkoutFoundation(
  { folder, version }: DiegoCheckout,
  settings: Settings,
  findings: Finding[],
): Promise<Foundation> {
  const named = settings.find('foundation');
  const byName = named && (await known(scalarText(named.value), findings, named));
  if (version === undefined) {
    if (named) return byName ?? assumedFoundation;
    const hint = 'name it, such as --foundation diego-release@1.35.0';
    return refuse(findings, `neither git nor a final release tells which version ${folder} is`, hint);
  }
  if (named && !byName) return assumedFoundation;
  const told = await known(`diego-release@${version}`, findings);
  if (!byName || !told || foundationText(byName) === foundationText(told)) return told ?? assumedFoundation;
  if (unlisted[told.version] === byName.version) return byName;
  const message = `${foundationText(byName)} is named, and ${folder} is ${foundationText(told)}`;
  const hint = `leave the foundation out, the checkout tells it; or check v${byName.version} out there`;
  return refuse(findings, message, hint, named);
}

async function known(text: string, findings: Finding[], by?: Found): Promise<Foundation | undefined> {
  const parsed = await parseFoundation(text);
  if (!('problem' in parsed)) return parsed;
  refuse(findings, by ? `foundation: ${parsed.problem}` : `the checkout: ${parsed.problem}`, parsed.hint, by);
  return undefined;
}

function refuse(findings: Finding[], message: string, hint: string, by?: Found): Foundation {
  const place = by && { place: placeOf(by) };
  findings.push({ code: 'unknown-foundation', severity: 'error', message, hint, ...place });
  return assumedFoundation;
}
