/** The documents of a review, each with the command that takes it. */
import type { PlannedDocument } from '../../plan/planned.js';
import type { ReviewedArtifact } from '../../plan/review/review.js';
import { shownDocument } from '../../plan/review/shown.js';
import type { Loaded } from '../../settings/load.js';
import { documentText } from '../document-text.js';

/** A document to show. */
export interface Artifact {
  readonly name: string;
  readonly description: string;
  readonly command: string;
  /** The command of gen-manifest that writes it whole. */
  readonly by: string;
  readonly document: PlannedDocument;
}

/** The artifact as it is shown; where it has secrets, they are out and it says so. */
export function shownArtifact(artifact: Artifact, argv: readonly string[], loaded: Loaded): ReviewedArtifact {
  const { name, command, by } = artifact;
  const { document, changed } = shownDocument(artifact.document);
  const description = changed
    ? `${artifact.description} Secrets are taken out here: gen-manifest ${by} writes it whole.`
    : artifact.description;
  return { name, description, command, text: documentText(document, argv, loaded) };
}
