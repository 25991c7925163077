/**
 * Everything that can be wrong, as data: the closed list of codes, and the shape of one finding.
 *
 * A finding is collected, never thrown, so that a user sees all of them at once. Only `GenManifestError`
 * is thrown, by stages that cannot go on; it carries the findings.
 */

/** The closed list of codes; each names one kind of mistake a user can make, or one failing tool. */
export type Code =
  | 'usage'
  | 'unknown-option'
  | 'unknown-environment'
  | 'unknown-foundation'
  | 'assumed-foundation'
  | 'file-unreadable'
  | 'file-binary'
  | 'file-empty'
  | 'file-too-large'
  | 'yaml-syntax'
  | 'duplicate-key'
  | 'spiff-node'
  | 'unknown-key'
  | 'unread-override'
  | 'missing'
  | 'wrong-type'
  | 'not-allowed'
  | 'duplicate-name'
  | 'no-effect'
  | 'malformed-registry'
  | 'unreachable-registry'
  | 'one-list-only'
  | 'address-conflict'
  | 'outside-subnet'
  | 'disk-too-large'
  | 'zone-without-subnet'
  | 'plain-secret'
  | 'template'
  | 'write-failed'
  | 'tool-failed';

/** An error stops the command; a warning or a note goes to stderr beside the artifact. */
export type Severity = 'error' | 'warning' | 'note';

/** One step of a path into a document: a key of a map, or an index into a list. */
export type Step = string | number;

/** Where a finding stands: a file and, where known, the place in it (line and column count from 1). */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The node in the file; line and column are looked up from it only when a finding is shown. */
  readonly path?: readonly Step[];
}

/** One thing found, as a sentence with its place and a hint what to do. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly place?: Place;
}

/** The exit codes of every command (README, "Exit codes"). */
export const exitCodes = { done: 0, bug: 1, wrongInput: 2, toolFailed: 3, different: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Thrown by a stage that cannot go on; never for a single finding that others could join. */
export class GenManifestError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map((finding) => finding.message).join('\n'));
    this.name = 'GenManifestError';
  }
}

/** True when any of the findings stops the command. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
