/** The ops file of `gen-manifest ops` as text. */
import { type Finding, hasErrors } from '../../errors.js';
import { trustFindings } from '../../plan/ops/findings.js';
import { planOpsFile } from '../../plan/ops/ops-file.js';
import { describeReasons } from '../../render/reasons.js';
import type { Base } from '../../settings/base-manifest.js';
import { documentText } from '../document-text.js';
import { madeBy, withoutHeader } from '../made-by.js';
import type { Prepared } from '../prepare.js';
import { unsetVariables, variablesNote } from '../unset-note.js';
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
function ofOthers(name: string): boolean {
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
  const operations = documentText(planned.operations, argv, loaded);
  const variables = unsetVariables(operations, ofOthers);
  if (!full) return { text: operations, notes: '', variables, findings };
  const { rewrittenYaml } = await import('../../render/rewritten-yaml.js');
  const text = rewrittenYaml(base.manifest, planned.manifest, describeReasons(loaded.sources));
  const header = [...planned.header, madeBy(argv)].map((line) => `# ${line}\n`).join('');
  return { text: header + withoutHeader(text, '# Manifest of Cloud Foundry,'), notes: '', variables, findings };
}
