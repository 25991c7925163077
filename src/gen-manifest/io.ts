/** What a run may touch of the process: its output streams, and whether a terminal with colours reads the first. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** False or missing: stdout is a file or a pipe, or colours are not wanted. */
  readonly colour?: boolean;
  /** Whether somebody watches stderr on a terminal: progress is shown only then. */
  readonly watched?: boolean;
}
