/** The foundation of a run: named by a setting, told by a checkout or a manifest, or assumed. */
import type { Finding } from '../errors.js';
import { type Foundation, parseFoundation } from '../foundations/foundation.js';
import { placeOf } from '../settings/layers.js';
import type { Loaded } from '../settings/load.js';
import { scalarText } from '../yaml-value.js';

/** A foundation, and whether nothing names or tells it. */
export interface KnownFoundation {
  readonly foundation: Foundation;
  readonly assumed: boolean;
}

/** The foundation; `otherwise` where nothing names or tells one. */
export async function knownFoundation(
  { settings, base, cfManifest, checkout }: Loaded,
  otherwise: Foundation,
  findings: Finding[],
): Promise<KnownFoundation> {
  if (checkout) {
    const { checkoutFoundation } = await import('./checkout-foundation.js');
    return { foundation: await checkoutFoundation(checkout, settings, findings), assumed: false };
  }
  const telling = base
    ? { manifest: base.manifest, what: 'the base', must: true }
    : cfManifest && { manifest: cfManifest, what: cfManifest.file, must: false };
  if (telling) {
    const { toldFoundation } = await import('./told-foundation.js');
    const told = await toldFoundation(telling, settings, findings);
    return { foundation: told ?? otherwise, assumed: told === undefined };
  }
  const found = settings.find('foundation');
  if (!found) return { foundation: otherwise, assumed: true };
  const parsed = await parseFoundation(scalarText(found.value));
  if (!('problem' in parsed)) return { foundation: parsed, assumed: false };
  findings.push({
    code: 'unknown-foundation',
    severity: 'error',
    message: `foundation: ${parsed.problem}`,
    hint: parsed.hint,
    place: placeOf(found),
  });
  return { foundation: otherwise, assumed: false };
}
