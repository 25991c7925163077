/** The ops file of `gen-manifest ops` as text. */
import { type Finding, hasErrors } from '../../errors.js';
import { trustFindings } from '../../plan/ops/findings.js';
import { planOpsFile } from '../../plan/ops/ops-file.js';
import type { Base } from '../../settings/base-manifest.js';
import { documentText } from '../document-text.js';
import type { Prepared } from '../prepare.js';
import { unsetVariables, variablesNote } from '../unset-note.js';
import { wholeBaseText } from '../whole-base-text.js';
import { type DocumentText, noText } from './document.js';

/** The ops file: whole, or what a base lacks, or with `full` the base with that. */
export async function opsText(
  prepared: Prepared,
  argv: readonly string[],
  { full }: { readonly full: boolean },
): Promise<DocumentText> {
  const { deployment, loaded, findings } = prepared;
  if (hasErrors(findings)) return noText([]);
  const untrusting = trustFindings(deployment);
  if (untrusting.length > 0) return noText(untrusting);
  if (loaded.base) return forBase(loaded.base, prepared, { full, argv });
  const text = documentText(planOpsFile(deployment), argv, loaded);
  const variables = unsetVariables(text, ofOthers);
  return { text, notes: variablesNote(variables, loaded), variables, findings: [] };
}

/** A part of a variable, such as its .ca, is that of a certificate which a director generates. */
export function ofOthers(name: string): boolean {
  return name.includes('.');
}

async function forBase(
  base: Base,
  { deployment, loaded }: Prepared,
  { full, argv }: { readonly full: boolean; readonly argv: readonly string[] },
): Promise<DocumentText> {
  const { planForBase } = await import('../../plan/ops/for-base.js');
  const findings: Finding[] = [];
  const planned = planForBase(deployment, base, findings);
  if (hasErrors(findings)) return noText(findings);
  if (full) {
    const { manifest: value, header } = planned;
    const whole = { base: base.manifest, value, header, opening: '# Manifest of Cloud Foundry,' };
    // Its variables are the base's own, and known to whoever deploys it.
    return { text: await wholeBaseText(whole, argv, loaded), notes: '', variables: [], findings };
  }
  const text = documentText(planned.operations, argv, loaded);
  return { text, notes: '', variables: unsetVariables(text, ofOthers), findings };
}
