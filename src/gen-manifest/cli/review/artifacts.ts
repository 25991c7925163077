/** The documents of a review, each with the command that takes it. */
import type { PlannedDocument } from '../../plan/planned.js';
import type { ReviewedArtifact } from '../../plan/review/review.js';
import { shownDocument } from '../../plan/review/shown.js';
import { ownCommand } from '../all/own-command.js';
import type { Arguments } from '../arguments.js';
import type { CommandName } from '../command-table.js';
import { documentText } from '../document-text.js';
import type { Prepared } from '../prepare.js';
import { unsetVariables } from '../unset-note.js';

/** A document to show. */
export interface Artifact {
  readonly name: string;
  readonly description: string;
  readonly command: string;
  /** The command of gen-manifest that writes it whole, and what of its arguments is its own. */
  readonly by: CommandName;
  readonly more?: readonly string[];
  readonly document: PlannedDocument;
  /** Tells the variables that nobody has to give; none where it is left out. */
  readonly filled?: (name: string) => boolean;
}

/** The artifact as it is shown; where it has secrets, they are out and it says so. */
export function shownArtifact(artifact: Artifact, args: Arguments, prepared: Prepared): ReviewedArtifact {
  const { name, command, by, more } = artifact;
  const { document, changed } = shownDocument(artifact.document);
  const description = changed
    ? `${artifact.description} Secrets are taken out here: gen-manifest ${by} writes it whole.`
    : artifact.description;
  return {
    name,
    description,
    command,
    text: documentText(document, ownCommand(by, args, prepared, more), prepared.loaded),
  };
}

/** The variables that somebody must give values, as they stand in the texts of the artifacts. */
export function variablesIn(artifacts: readonly Artifact[], shown: readonly ReviewedArtifact[]): string[] {
  return [...new Set(artifacts.flatMap(({ filled }, index) => unsetVariables(shown[index]?.text ?? '', filled)))];
}
