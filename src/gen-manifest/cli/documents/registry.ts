/** The deployment manifest of `gen-manifest registry` as text. */
import { type Finding, hasErrors } from '../../errors.js';
import { resolveRelease } from '../../model/registry/resolve.js';
import type { PlannedDocument, PlannedMap } from '../../plan/planned.js';
import { planRegistryManifest } from '../../plan/registry/manifest.js';
import { declaredVariables } from '../../plan/registry/variables.js';
import { documentText } from '../document-text.js';
import type { Prepared } from '../prepare.js';
import { unsetVariables, variablesNote } from '../unset-note.js';
import { type DocumentText, noText } from './document.js';

/** The manifest, for the directors of the foundation. */
export function registryText(
  { loaded, deployment, findings: before }: Prepared,
  argv: readonly string[],
): DocumentText {
  const findings: Finding[] = [];
  const release = resolveRelease(loaded, deployment, findings);
  if (hasErrors([...before, ...findings])) return noText(findings);
  const planned = planRegistryManifest(deployment, release);
  const text = documentText(planned, argv, loaded);
  const variables = unsetVariables(text, generatedIn(planned));
  return { text, notes: variablesNote(variables, loaded), variables, findings };
}

/** Tells the variables, or parts of them, that a director generates: those that the manifest declares. */
export function generatedIn({ value }: PlannedDocument): (name: string) => boolean {
  const made = declaredVariables(value as PlannedMap);
  return (name) => made.includes(name.replace(/\.\w+$/, ''));
}
