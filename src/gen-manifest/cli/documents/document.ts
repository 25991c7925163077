/** The document of one command: its text, what is said of it on stderr, and what is wrong. */
import type { Finding } from '../../errors.js';

/** A document as its command prints it. */
export interface DocumentText {
  /** Empty where it cannot be made; then there is an error among the findings of this or of an earlier stage. */
  readonly text: string;
  /** Lines for stderr. */
  readonly notes: string;
  /** The names of the variables that somebody must give a value. */
  readonly variables: readonly string[];
  readonly findings: readonly Finding[];
}

/** A document that cannot be made. */
export function noText(findings: readonly Finding[]): DocumentText {
  return { text: '', notes: '', variables: [], findings };
}
