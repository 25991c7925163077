/**
 * The foundation that a manifest tells: `manifest_version` of cf-deployment.yml, which it has from v1.3.0 on, before
 * by the releases that it pins; the release cf of a manifest of cf-release. Where a setting names one, the two must
 * agree.
 */
import type { Finding } from '../errors.js';
import {
  assumedFoundation,
  type Foundation,
  foundationText,
  parseFoundation,
  type UnknownFoundation,
} from '../foundations/foundation.js';
import { cfDeploymentPins, pinnedReleases } from '../foundations/released/cf-deployment-pins.js';
import { type Found, placeOf } from '../settings/layers.js';
import type { Settings } from '../settings/settings.js';
import type { YamlSource } from '../settings/yaml-source.js';
import { find, scalarText, type YamlValue } from '../yaml-value.js';

const key = 'manifest_version';

/** A manifest that may tell its foundation. */
export interface Telling {
  readonly manifest: YamlSource;
  /** What messages call it. */
  readonly what: string;
  /** Whether it is wrong that it tells nothing and nothing is named. */
  readonly must: boolean;
}

/** The foundation of the manifest; findings where it is not known, not told, or not the one that is named. */
export async function toldFoundation(
  telling: Telling,
  settings: Settings,
  findings: Finding[],
): Promise<Foundation | undefined> {
  const { manifest, what, must } = telling;
  const named = settings.find('foundation');
  const parsed = named && (await parseFoundation(scalarText(named.value)));
  if (named && parsed && 'problem' in parsed) {
    findings.push(unknown(`foundation: ${parsed.problem}`, parsed.hint, placeOf(named)));
    return assumedFoundation;
  }
  const byName = parsed as Foundation | undefined;
  const texts = toldBy(manifest.value);
  if (texts.length === 0) {
    const cf = scalarText(find(manifest.value, ['releases', 'cf', 'version']));
    if (cf !== '') return besideCfRelease(cf, byName, telling, findings);
    if (!byName && must) findings.push(untelling(what, manifest));
    return byName;
  }
  if (byName && texts.includes(foundationText(byName))) return byName;
  const told = await parseFoundation(texts.at(-1) as string);
  if ('problem' in told) return untold(told, byName, telling, findings);
  if (!byName) return told;
  if (foundationText(byName) !== foundationText(told))
    findings.push(contradiction(byName, told, telling, named as Found));
  return told;
}

/** The foundations that a manifest can be of, as settings name them, the newest last; none where it tells nothing. */
function toldBy(manifest: YamlValue): string[] {
  const version = scalarText(find(manifest, [key]));
  if (version !== '') return [`cf-deployment@${version}`];
  const pins = pinnedReleases.map((release) => scalarText(find(manifest, ['releases', release, 'version'])));
  const same = cfDeploymentPins.filter(([, ...pinned]) => pinned.every((pin, index) => pin === pins[index]));
  return same.map(([cfDeployment]) => `cf-deployment@${cfDeployment}`);
}

/**
 * What a manifest of cf-release tells: nothing but that it is no cf-deployment, and where its version is the one that
 * the assumed Diego was made for, that Diego. Which Diego a named one may be is checked elsewhere.
 */
function besideCfRelease(
  version: string,
  named: Foundation | undefined,
  { manifest: { file }, what, must }: Telling,
  findings: Finding[],
): Foundation | undefined {
  if (must || named?.name === 'cf-deployment') {
    const is = `${what} is a manifest of cf-release (its release cf is ${version})`;
    findings.push(
      unknown(
        named ? `${foundationText(named)} is named, and ${is}` : is,
        must
          ? 'ops files are for cf-deployment.yml: for cf-release, run gen-manifest stubs'
          : 'leave the foundation out, or name your diego-release; or give the cf-deployment.yml that is named',
        { file, path: ['releases'] },
      ),
    );
  }
  return named ?? (`v${version.replace(/^v/, '')}` === assumedFoundation.cfRelease ? assumedFoundation : undefined);
}

function untelling(what: string, { file }: YamlSource): Finding {
  return unknown(
    `${what} has no ${key}, and pins no releases that tell its version`,
    'name it, such as --foundation cf-deployment@1.0.0; if it is no cf-deployment.yml, there is nothing for ops to do',
    { file },
  );
}

/** A base of a version that is not known can still be wired by the facts of one that is named. */
function untold(
  { problem, hint }: UnknownFoundation,
  named: Foundation | undefined,
  { manifest: { file }, what }: Telling,
  findings: Finding[],
): Foundation {
  const place = { file, path: [key] };
  if (named?.name === 'cf-deployment') {
    const message = `${what} tells its version: ${problem}; it is taken for ${foundationText(named)}, which is named`;
    findings.push({ ...unknown(message, 'every path is checked against the base', place), severity: 'warning' });
    return named;
  }
  findings.push(unknown(`${what} tells its version: ${problem}`, hint, place));
  return named ?? assumedFoundation;
}

function contradiction(named: Foundation, told: Foundation, { what }: Telling, by: Found): Finding {
  return unknown(
    `${foundationText(named)} is named, and ${what} is ${foundationText(told)}`,
    `leave the foundation out, ${what} tells it; or give the manifest of ${foundationText(named)}`,
    placeOf(by),
  );
}

function unknown(message: string, hint: string, place: NonNullable<Finding['place']>): Finding {
  return { code: 'unknown-foundation', severity: 'error', message, hint, place };
}
