/** Diego's deployment manifest as text. */
import { hasErrors } from '../../errors.js';
import { planDiegoManifest } from '../../plan/diego/manifest.js';
import { documentText } from '../document-text.js';
import type { Prepared } from '../prepare.js';
import { unsetVariables, variablesNote } from '../unset-note.js';
import { type DocumentText, noText } from './document.js';

/** The manifest; without an IaaS, which an earlier stage has said, there is none. */
export function diegoText({ loaded, deployment, findings }: Prepared, argv: readonly string[]): DocumentText {
  if (hasErrors(findings) || !deployment.notedIaas) return noText([]);
  const text = documentText(planDiegoManifest(deployment, deployment.notedIaas), argv, loaded);
  const variables = unsetVariables(text);
  return { text, notes: variablesNote(variables, loaded), variables, findings: [] };
}
