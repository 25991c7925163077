import type { Worker } from 'node:worker_threads';

/** What a run may touch of the process: its output streams, and whether a terminal with colours reads the first. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** False or missing: stdout is a file or a pipe, or colours are not wanted. */
  readonly colour?: boolean;
  /** Whether somebody watches stderr on a terminal: progress is shown only then. */
  readonly watched?: boolean;
  /** The operator's side of the process; absent where a run has none, such as while a bundle is made. */
  readonly operator?: Operator;
  /** Ruby's thread (erb/ruby-thread.ts), where the launcher has started it before it read the program. */
  readonly rubyWorker?: Worker | undefined;
}

/** What a command that drives the operator's own tools works with. */
export interface Operator {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  /** Waits so many seconds. */
  readonly wait: (seconds: number) => Promise<void>;
  /**
   * Calls `end` when a signal or an exit ends the process before its time; `end` must not wait for anything.
   * The function that it gives takes that back.
   */
  readonly whenEnded: (end: () => void) => () => void;
}
